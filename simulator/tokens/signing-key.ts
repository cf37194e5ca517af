import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';

/** The key that signs development tokens, and its public half as published. */
export interface SigningKey {
  readonly id: string;
  readonly secret: CryptoKey;
  readonly published: JWK;
}

/** Takes the key of the data folder, or makes one there: a restart leaves the tokens valid. */
export async function signingKey(folder: string): Promise<SigningKey> {
  const path = join(folder, 'signing-key.json');
  const kept = await readIfThere(path);
  const jwk = kept === undefined ? await make(path) : (JSON.parse(kept) as JWK);
  const secret = await importJWK(jwk, 'ES256');
  if (secret instanceof Uint8Array)
    throw new Error(`${path} holds no ES256 key. Delete it to have a new one made.`);
  const id = await calculateJwkThumbprint(jwk);
  const { kty, crv, x, y } = jwk;
  const published = Object.fromEntries(
    Object.entries({ kty, crv, x, y }).filter(([, part]) => part !== undefined),
  );
  return { id, secret, published: { ...published, kid: id, alg: 'ES256', use: 'sig' } };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(join(path, '..'), { recursive: true });
  // Written aside and renamed, so that a kill leaves either no key or a whole one.
  await writeFile(`${path}.new`, JSON.stringify(jwk), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return jwk;
}
