import { hash } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
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

/**
 * So long a token that was read is not verified anew: that was a third of what it costs to say that nothing happened on a
 * route. A key that its issuer withdraws counts for longer anyway: jose keeps the set of keys for ten minutes.
 */
const knownMs = 60_000;
/** Tokens that are known at once, at most. */
const knownAtMost = 10_000;

/** Reads tokens of one issuer; those it read lately it knows. */
export function createTokenReader({ issuer, audience, keys }: Issuer): TokenReader {
  const known = new Map<string, { readonly claims: Claims; readonly until: number }>();
  return async (token) => {
    // Whoever gets to see our memory finds no tokens there that count.
    const digest = hash('sha256', token);
    const before = known.get(digest);
    if (before !== undefined && Date.now() < before.until) return before.claims;
    const payload = await verified(token);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw unauthenticated();
    if (known.size >= knownAtMost) known.clear();
    known.set(digest, {
      claims: claims.data,
      until: Math.min(Date.now() + knownMs, (payload.exp ?? 0) * 1_000),
    });
    return claims.data;
  };

  async function verified(token: string): Promise<JWTPayload> {
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
