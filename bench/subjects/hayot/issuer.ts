import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Who issues the tokens of a run: its keys, and the one token that the bench calls the API with. */
export interface Issuer {
  readonly url: string;
  readonly jwksUrl: string;
  readonly token: string;
  close(): void;
}

const lifeSeconds = 24 * 60 * 60;

export async function openIssuer(port: number): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' };
  const url = `http://127.0.0.1:${port}`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const token = await new SignJWT({ role: 'portal', client: 'bench' })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
    .setIssuer(url)
    .setAudience('hayot')
    .setSubject('portal:bench')
    .setIssuedAt()
    .setExpirationTime(`${lifeSeconds}s`)
    .sign(privateKey);
  return { url, jwksUrl: `${url}/jwks.json`, token, close: () => server.close() };
}
