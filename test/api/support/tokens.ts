import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';

export const issuer = 'https://issuer.test';
export const audience = 'hayot';

/** An issuer of tokens that lives in the test. */
export interface TestIssuer {
  readonly keys: JWTVerifyGetKey;
  /** A token that is right but for what `changed` says. */
  token(claims: Readonly<Record<string, unknown>>, changed?: Changed): Promise<string>;
}

interface Changed {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string;
}

export async function testIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
  return {
    keys: createLocalJWKSet({ keys: [jwk] }),
    token: async (claims, changed = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(changed.issuer ?? issuer)
        .setAudience(changed.audience ?? audience)
        .setSubject(typeof claims['sub'] === 'string' ? claims['sub'] : 'somebody')
        .setExpirationTime(changed.expires ?? '5 minutes')
        .sign(privateKey),
  };
}
