import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../problems/problem.ts';
import { Claims } from './caller.ts';

/** Whose tokens count, and the keys they are signed with. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** jose's remote key set in production, a local one in tests. */
  readonly keys: JWTVerifyGetKey;
}

/** Reads a JWT; throws a Problem: `unauthenticated`, or `unavailable` while the issuer's keys cannot be fetched. */
export type TokenReader = (token: string) => Promise<Claims>;

export function createTokenReader({ issuer, audience, keys }: Issuer): TokenReader {
  return async (token) => {
    const claims = Claims.safeParse(await verified(token));
    if (!claims.success) throw unauthenticated();
    return claims.data;
  };

  async function verified(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
      });
      return payload;
    } catch (error) {
      if (isTokensFault(error)) throw unauthenticated();
      throw new Problem('unavailable', { retryAfter: 5, needs: 'the keys of who issues tokens (JWKS_URL)' });
    }
  }
}

export function unauthenticated(): Problem {
  return new Problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/** All of jose's errors are the token's fault but those of fetching keys; anything else is the network's. */
function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'].includes(error.code)
  );
}
