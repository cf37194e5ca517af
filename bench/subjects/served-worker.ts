import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { freePort } from '../../scripts/environment/ports.ts';
import { ensureDatabase } from '../../scripts/environment/postgres.ts';
import type { Graph } from '../graphs.ts';
import type { Running, Stand } from './subject.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** A worker of the bench's own making, which answers on a port of its own (`workers/serve.ts`). */
export interface ServedWorker extends WorkerProcess {
  readonly url: string;
  /** Asks it to carry a route; asks again where it was killed meanwhile. Resolves when the route has ended. */
  carry(graph: Graph, key: string): Promise<void>;
}

export interface Served {
  /** Of the subject; its database is called after it. */
  readonly id: string;
  /** File in `bench/subjects/workers`. */
  readonly entry: string;
  readonly environment?: NodeJS.ProcessEnv;
}

const againAfterMs = 50;
const patienceMs = 120_000;

export async function startServed(
  stand: Stand,
  { id, entry, environment = {} }: Served,
): Promise<ServedWorker> {
  const database = databaseOf(id);
  await ensureDatabase(stand.postgres.url('postgres'), database);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const worker = await startWorker({
    ...stand,
    name: `${id}-worker`,
    entry: join('bench', 'subjects', 'workers', entry),
    environment: {
      BENCH_PORT: String(port),
      BENCH_DATABASE: stand.postgres.url(database),
      BENCH_AGENCY: stand.agency,
      ...environment,
    },
    readyUrl: url,
  });
  const pool = new Pool(url, { connections: 128, headersTimeout: 0, bodyTimeout: 0 });
  return {
    url,
    killAnew: () => worker.killAnew(),
    get pid() {
      return worker.pid;
    },
    carry: (graph, key) => carryBy(pool, JSON.stringify({ graph, key })),
    close: async () => {
      await Promise.all([pool.destroy(), worker.close()]);
    },
  };
}

/** A subject that is nothing but such a worker over PostgreSQL. */
export async function openServed(stand: Stand, served: Served): Promise<Running> {
  const worker = await startServed(stand, served);
  return {
    get processes() {
      return [
        { kind: 'worker', pid: worker.pid },
        { kind: 'database', pid: stand.postgres.pid },
      ] as const;
    },
    run: (graph, key) => worker.carry(graph, key),
    killWorker: () => worker.killAnew(),
    close: () => worker.close(),
  };
}

export const databaseOf = (id: string): string => `bench_${id.replaceAll('-', '_')}`;

async function carryBy(pool: Pool, body: string): Promise<void> {
  for (const until = Date.now() + patienceMs; ;) {
    try {
      const answer = await pool.request({ method: 'POST', path: '/run', body });
      const said = await answer.body.text();
      if (answer.statusCode === 200) return;
      throw new Error(said);
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(againAfterMs);
    }
  }
}
