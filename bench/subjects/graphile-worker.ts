import pg from 'pg';
import type { Graph } from '../graphs.ts';
import { databaseOf, startServed } from './served-worker.ts';
import type { Stand, Subject } from './subject.ts';

/** Who waits for the end of a route, by its key. */
type Waiting = Map<string, () => void>;

/**
 * A job for each step, which adds those that follow it in the transaction that says that it ended. Settings by
 * https://worker.graphile.org/docs/performance and https://worker.graphile.org/docs/library/run.
 */
export const graphileWorker: Subject = {
  id: 'graphile-worker',
  title: 'graphile-worker, a job per step',
  guarantees:
    'each step at least once; jobs of a killed worker wait until somebody unlocks them, here the next one',
  shows: 'rows that we write ourselves; its table of jobs that are left',
  hasHistories: false,
  open: async (stand) => {
    const worker = await startServed(stand, { id: 'graphile-worker', entry: 'graphile-worker.ts' });
    const waiting: Waiting = new Map();
    const { pool, listener } = await listen(stand, waiting);
    return {
      get processes() {
        return [
          { kind: 'worker', pid: worker.pid },
          { kind: 'database', pid: stand.postgres.pid },
        ] as const;
      },
      run: (graph, key) => begin(pool, waiting, { graph, key }),
      killWorker: () => worker.killAnew(),
      close: async () => {
        await Promise.all([listener.end(), pool.end(), worker.close()]);
      },
    };
  },
};

/** The worker has made the tables when it is ready. */
async function listen({ postgres }: Stand, waiting: Waiting) {
  const connectionString = postgres.url(databaseOf('graphile-worker'));
  const listener = new pg.Client({ connectionString });
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => {
    waiting.get(payload)?.();
    waiting.delete(payload);
  });
  await listener.query('listen bench_ended');
  return { listener, pool: new pg.Pool({ connectionString, max: 20 }) };
}

/** Route and first jobs in one statement: they are there together, or not at all. */
const beginning = `
  with begun as (insert into bench_routes (key, graph) values ($1, $2))
  select graphile_worker.add_job('step', json_build_object('key', $1::text, 'step', first))
  from unnest($3::text[]) as first`;

async function begin(
  pool: pg.Pool,
  waiting: Waiting,
  { graph, key }: { readonly graph: Graph; readonly key: string },
): Promise<void> {
  const ended = new Promise<void>((resolve) => waiting.set(key, resolve));
  const first = graph.steps.filter(({ needs }) => needs.length === 0).map(({ id }) => id);
  await pool.query({ name: 'begin', text: beginning, values: [key, JSON.stringify(graph), first] });
  await ended;
}
