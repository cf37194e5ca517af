import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PlatformConfig } from '../../../activities/platform/index.ts';
import { createSimulator } from '../../../simulator/app.ts';
import { simulatorConfig } from '../../../simulator/config.ts';
import type { Entry } from '../../../simulator/ledger/entry.ts';
import type { Timing } from '../../../simulator/gateway/timing.ts';
import { contracts } from './contracts.ts';

/** Agencies that take no time, so that tests do not either. */
const swift: Timing = { answerMs: () => 0, callbackMs: () => 20, pendings: () => 3 };

/** A server on a free port of this machine. */
export async function listen(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export type RunningSimulator = Awaited<ReturnType<typeof runSimulator>>;

/** The simulator with the contracts of these tests, on a free port, in this process. */
export async function runSimulator({ callbackUrl = 'http://127.0.0.1:9', data = '' } = {}) {
  const folder = data === '' ? await mkdtemp(join(tmpdir(), 'hayot-simulator-')) : data;
  const config = simulatorConfig({ SIMULATOR_DATA: folder, CALLBACK_URL: callbackUrl });
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const simulator = await createSimulator({ config, catalogue: contracts, log, timing: swift });
  const server = await listen(simulator.listener);
  const ask = async (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
  const send = (method: string) => (path: string, body?: unknown) =>
    ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    ...server,
    folder,
    logged,
    put: send('PUT'),
    post: send('POST'),
    remove: (path: string) => ask(path, { method: 'DELETE' }),
    get: (path: string) => ask(path),
    entries: async (query = '') => {
      const { entries } = (await (await ask(`/ledger${query}`)).json()) as { entries: Entry[] };
      return entries;
    },
    summary: async (): Promise<unknown> => (await ask('/ledger/summary')).json(),
    end: async () => {
      await server.close();
      await simulator.close();
      if (data === '') await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How the platform reaches a server: the simulator, or one of a test's own with `/oauth2/token` and `/gateway`. */
export function platformAt(url: string): PlatformConfig {
  return {
    tokenUrl: `${url}/oauth2/token`,
    gatewayUrl: `${url}/gateway`,
    consumerKey: 'development-consumer',
    consumerSecret: 'development-consumer-secret',
    username: 'hayot',
    password: 'development-password',
  };
}
