import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder, root } from '../../../scripts/environment/folders.ts';
import { freePort } from '../../../scripts/environment/ports.ts';
import { lastLines, launch, type Running } from '../../../scripts/environment/processes.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { demandSameOnReplay } from './replayed.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../../support/temporal.ts';

/** Simulator, worker and API as real processes, with a database and a Temporal namespace of their own. */
export interface Hayot {
  readonly api: string;
  readonly simulator: string;
  readonly metrics: string;
  readonly databaseUrl: string;
  readonly namespace: string;
  /** Everything the processes printed so far. */
  printed(): Promise<string>;
  /** Starts another worker beside the one there is. */
  addWorker(): Promise<void>;
  /** Ends a process without warning. */
  kill(name: ProcessName): Promise<void>;
  /** Starts a process that was killed. */
  restart(name: ProcessName): Promise<void>;
  /** Ends a process without warning and starts it anew. */
  killAndRestart(name: ProcessName): Promise<void>;
  /** Ends all, replays every route, and throws when the code would carry one otherwise than it did. */
  stop(): Promise<void>;
}

const processNames = ['simulator', 'worker', 'api'] as const;
export type ProcessName = (typeof processNames)[number];

/** What each process is told besides, by what all are told. */
type Told = (environment: NodeJS.ProcessEnv) => Promise<Partial<Record<ProcessName, NodeJS.ProcessEnv>>>;

/**
 * Starts all of Hayot. `settings` are environment variables, e.g. `CATALOGUE` or `HAYOT_TIME_SCALE`; `told` adds what is
 * for one process alone.
 */
export async function startHayot(
  settings: NodeJS.ProcessEnv = {},
  told: Told = () => Promise.resolve({}),
): Promise<Hayot> {
  const [database, namespace, folder] = await Promise.all([
    freshDatabase(),
    freshNamespace(),
    mkdtemp(join(openFolder, 'hayot-system-')),
  ]);
  const [api, simulator, metrics] = await addresses();
  const environment = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
    WORKFLOW_BUNDLE: bundlePath(),
    PORT: new URL(api).port,
    SIMULATOR_PORT: new URL(simulator).port,
    WORKER_METRICS_PORT: new URL(metrics).port,
    SIMULATOR_DATA: join(folder, 'simulator'),
    HISTORY_FOLDER: join(folder, 'histories'),
    CALLBACK_URL: api,
    JWT_ISSUER: simulator,
    JWKS_URL: `${simulator}/jwks.json`,
    PLATFORM_TOKEN_URL: `${simulator}/oauth2/token`,
    PLATFORM_GATEWAY_URL: `${simulator}/gateway`,
    // No wire here holds a request for longer than its sender waits.
    RESEND_AFTER_SECONDS: '1',
    ...settings,
  };
  const own = await told(environment);
  const log = (name: ProcessName) => join(folder, `${name}.log`);
  const start = (name: ProcessName, more: NodeJS.ProcessEnv = {}) =>
    launch({
      name,
      command: process.execPath,
      args: [join(root, name, 'index.ts')],
      environment: { ...environment, ...own[name], ...more },
      log: log(name),
    });
  const running = new Map<ProcessName, Running>();
  const others: Running[] = [];
  for (const name of processNames) running.set(name, await start(name));

  const ready = {
    api: `${api}/v1/openapi.json`,
    simulator: `${simulator}/jwks.json`,
    worker: `${metrics}/health/ready`,
  };
  const stop = async () => {
    await Promise.all([...running.values(), ...others].map((one) => one.stop(3_000)));
    await Promise.all([database.drop(), rm(folder, { recursive: true, force: true })]);
  };
  await Promise.all(processNames.map((name) => waitUntilReady(running, name, ready[name]))).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );

  const kill = async (name: ProcessName) => {
    const old = running.get(name);
    if (old !== undefined) process.kill(old.pid, 'SIGKILL');
    await old?.ended;
  };
  const restart = async (name: ProcessName) => {
    running.set(name, await start(name));
    await waitUntilReady(running, name, ready[name]);
  };
  return {
    api,
    simulator,
    metrics: `${metrics}/metrics`,
    databaseUrl: database.url,
    namespace,
    printed: async () =>
      (await Promise.all(processNames.map((name) => readFile(log(name), 'utf8')))).join('\n'),
    addWorker: async () => {
      const port = await freePort();
      others.push(await start('worker', { WORKER_METRICS_PORT: String(port) }));
      const beside = new Map(others.map((one) => ['worker' as const, one]));
      await waitUntilReady(beside, 'worker', `http://127.0.0.1:${port}/health/ready`);
    },
    kill,
    restart,
    killAndRestart: async (name) => {
      await kill(name);
      await restart(name);
    },
    stop: async () => {
      await stop();
      await demandSameOnReplay(namespace);
    },
  };
}

async function addresses(): Promise<[string, string, string]> {
  const address = async () => `http://127.0.0.1:${await freePort()}`;
  return [await address(), await address(), await address()];
}

async function waitUntilReady(
  running: Map<ProcessName, Running>,
  name: ProcessName,
  url: string,
): Promise<void> {
  const until = Date.now() + 45_000;
  while (Date.now() < until) {
    const process = running.get(name);
    if (process?.isAlive() !== true) break;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  const log = running.get(name)?.log ?? '';
  throw new Error(`${name} did not become ready. Its last words:\n${await lastLines(log, 20)}`);
}
