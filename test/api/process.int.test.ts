import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { freePort } from '../../scripts/environment/ports.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { namespaceOf, temporalAddress } from '../support/temporal.ts';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => database.drop());

function start(environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['api/index.ts'], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Everything it printed, once it has ended. */
async function lastWords(api: ChildProcess): Promise<string> {
  let said = '';
  for (const stream of [api.stdout, api.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(api, 'close');
  return said;
}

async function untilReady(base: string): Promise<Response> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The API did not become ready in 40 seconds.');
}

describe('the process of the API', () => {
  it.concurrent(
    'serves the country’s catalogue without anything that moves routes, and ends when asked to',
    async () => {
      const port = await freePort();
      const api = start({
        DATABASE_URL: database.url,
        PORT: String(port),
        TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}`,
      });
      const ended = once(api, 'exit');
      try {
        const base = `http://127.0.0.1:${port}`;
        expect(await (await untilReady(base)).json()).toEqual({
          status: 'ok',
          database: 'ok',
          routes: 'unreachable',
        });
        expect(((await (await fetch(`${base}/v1/openapi.json`)).json()) as { openapi: string }).openapi).toBe(
          '3.1.0',
        );
      } finally {
        api.kill('SIGTERM');
      }

      expect(await ended).toEqual([0, null]);
    },
  );

  it.concurrent(
    'refuses to start with a Temporal that belongs to another installation, and says what to do',
    async () => {
      const api = start({
        DATABASE_URL: database.url,
        PORT: String(await freePort()),
        TEMPORAL_ADDRESS: temporalAddress(),
        TEMPORAL_NAMESPACE: await namespaceOf('another installation'),
      });

      expect(await lastWords(api)).toMatch(/do not belong together.*operations\.md.*npm run reset/);
      expect(api.exitCode).toBe(1);
    },
  );

  it.concurrent(
    'ends when a Temporal that was away at its start turns out to belong to another installation',
    async () => {
      const [port, temporalPort] = [await freePort(), await freePort()];
      const api = start({
        DATABASE_URL: database.url,
        PORT: String(port),
        TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
        TEMPORAL_NAMESPACE: await namespaceOf('another installation'),
      });
      const said = lastWords(api);
      await untilReady(`http://127.0.0.1:${port}`);
      const [host, realPort] = temporalAddress().split(':');
      const door = createServer((socket) => {
        const real = connect(Number(realPort), host);
        for (const end of [socket, real]) end.on('error', () => undefined);
        socket.pipe(real).pipe(socket);
      }).listen(temporalPort, '127.0.0.1');

      expect(await said).toMatch(/the API cannot go on/);
      expect(api.exitCode).toBe(1);
      door.close();
    },
  );

  it.concurrent(
    'refuses to start in production with what everybody knows, and does not repeat it',
    async () => {
      const api = start({ HAYOT_MODE: 'production' });
      let said = '';
      api.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = (await once(api, 'exit')) as [number];

      expect(code).not.toBe(0);
      expect(said).toMatch(/JWT_ISSUER.*production/);
      expect(said).not.toContain('whsec_');
    },
  );
});
