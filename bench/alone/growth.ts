import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { graphs } from '../graphs.ts';
import { type CpuMs, cpuBetween, cpuByKind } from '../measure/cpu.ts';
import { countsAreInAfterMs } from '../measure/traffic.ts';
import type { Field, Ready } from '../run/field.ts';
import { inLanes } from '../run/in-lanes.ts';
import { databaseOf } from '../subjects/served-worker.ts';
import { type Copied, copyRoutes } from './many-rows.ts';

/** What a chain of 8 costs with few and with many other routes open. */
export interface Growth {
  /** Each measured twice: how much they differ says what the difference between few and many may mean. */
  readonly few: readonly RouteCost[];
  readonly many: readonly RouteCost[];
  readonly copied: Copied;
}

/** By the route. */
export interface RouteCost {
  readonly cpuMs: CpuMs;
  /** Pages of tables and indexes of Hayot's database that were looked at, in memory or not. */
  readonly pages: number;
}

const originals = 20;
const routes = 60;
const inFlight = 4;
const settleMs = 5_000;

/**
 * Measures chains of 8, copies the rows of some births that wait for a person until there are `wanted` more, and measures
 * again. The copies have no workflows: what Temporal takes for those that wait is what `--waiting` measures.
 */
export async function measureGrowth(field: Field, ready: Ready, wanted: number): Promise<Growth> {
  const { calls } = ready.running;
  if (calls === undefined) throw new Error('Only Hayot has routes that wait for people.');
  await field.agency.set({ latencyMs: 0, seed: 'growth' });
  const client = new pg.Client({ connectionString: field.stand.postgres.url(databaseOf('hayot')) });
  await client.connect();
  try {
    const started = await Promise.all(Array.from({ length: originals }, () => calls.startWaiting()));
    await sleep(settleMs);
    const few = [await costOf(ready, client), await costOf(ready, client)];
    const copied = await copyRoutes(client, started, wanted);
    const many = [await costOf(ready, client), await costOf(ready, client)];
    return { few, many, copied };
  } finally {
    await client.end();
    await field.agency.forget();
  }
}

async function costOf({ running, nextKey }: Ready, client: pg.Client): Promise<RouteCost> {
  await sleep(countsAreInAfterMs);
  const [pages, cpu] = [await pagesOf(client), cpuByKind(running.processes)];
  await inLanes(routes, { atOnce: inFlight, act: () => running.run(graphs['chain-8'], nextKey()) });
  const used = Object.entries(cpuBetween(cpu, cpuByKind(running.processes)));
  await sleep(countsAreInAfterMs);
  return {
    cpuMs: Object.fromEntries(used.map(([kind, ms]) => [kind, ms / routes])),
    pages: ((await pagesOf(client)) - pages) / routes,
  };
}

async function pagesOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pages: string }>(`
    select sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0)
      + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0)) as pages
    from pg_statio_user_tables`);
  return Number(rows[0]?.pages);
}
