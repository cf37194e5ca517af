import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../scripts/environment/ports.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

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

async function untilReady(base: string): Promise<Response> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${base}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The API did not become ready in 20 seconds.');
}

describe('the process of the API', () => {
  it('serves the country’s catalogue without anything that moves routes, and ends when asked to', async () => {
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
  });

  it('refuses to start in production with what everybody knows, and does not repeat it', async () => {
    const api = start({ HAYOT_MODE: 'production' });
    let said = '';
    api.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(api, 'exit')) as [number];

    expect(code).not.toBe(0);
    expect(said).toMatch(/JWT_ISSUER.*production/);
    expect(said).not.toContain('whsec_');
  });
});
