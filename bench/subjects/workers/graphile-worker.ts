import { run, runMigrations } from 'graphile-worker';
import type { PoolClient } from 'pg';
import type { Graph } from '../../graphs.ts';
import { agencyAt } from './call-agency.ts';
import { openRows } from './rows.ts';
import { serve } from './serve.ts';

const call = agencyAt();
const { pool } = await openRows();
const connectionString = process.env['BENCH_DATABASE'] ?? '';
const concurrency = 20;

await pool.query(`create table if not exists bench_routes (
  key text primary key, graph json not null, began timestamptz not null default now(), ended timestamptz)`);
await runMigrations({ connectionString });
// Nobody else works here: whoever holds a job has been killed.
await pool.query(`select graphile_worker.force_unlock_workers(array(
  select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);

interface StepJob {
  readonly key: string;
  readonly step: string;
}

async function perform(job: StepJob): Promise<void> {
  await call(job.key, job.step);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await goOn(client, job);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** The route's row is locked: of two steps that end at once, the second sees the first. */
async function goOn(client: PoolClient, { key, step }: StepJob): Promise<void> {
  const { rows } = await client.query<{ graph: Graph }>({
    name: 'route-of',
    text: 'select graph from bench_routes where key = $1 for update',
    values: [key],
  });
  const { rows: done } = await client.query<{ step: string }>({
    name: 'step-ended-here',
    text: `with ended as (
        insert into bench_steps (key, step) values ($1, $2) on conflict do nothing returning step)
      select step from bench_steps where key = $1 union select $2::text`,
    values: [key, step],
  });
  const ended = new Set(done.map((row) => row.step));
  const steps = rows[0]?.graph.steps ?? [];
  const next = steps.filter(({ id, needs }) => !ended.has(id) && needs.includes(step));
  const ready = next.filter(({ needs }) => needs.every((need) => ended.has(need))).map(({ id }) => id);
  if (ready.length > 0) await addJobs(client, key, ready);
  else if (ended.size === steps.length) await endRoute(client, key);
}

/** Under a job key: a step that is repeated adds nothing twice. */
async function addJobs(client: PoolClient, key: string, steps: readonly string[]): Promise<void> {
  await client.query({
    name: 'add-jobs',
    text: `select graphile_worker.add_job('step', json_build_object('key', $1::text, 'step', next),
        job_key := $1 || '/' || next) from unnest($2::text[]) as next`,
    values: [key, steps],
  });
}

async function endRoute(client: PoolClient, key: string): Promise<void> {
  const text = `with ended as (update bench_routes set ended = now() where key = $1)
    select pg_notify('bench_ended', $1)`;
  await client.query({ name: 'end-route', text, values: [key] });
}

await run({
  connectionString,
  concurrency,
  maxPoolSize: concurrency,
  noHandleSignals: true,
  preset: {
    worker: { localQueue: { size: concurrency + 1 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
  },
  taskList: { step: (payload) => perform(payload as StepJob) },
});
serve();
