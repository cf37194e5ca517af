import { graphs } from '../graphs.ts';
import type { Field, Ready } from '../run/field.ts';
import { percentile } from '../stats/percentile.ts';

/** How far a status lags behind for a portal that waits for news: from a step's commit until it is told, in milliseconds. */
export interface Staleness {
  readonly steps: number;
  readonly p50: number;
  readonly p99: number;
}

const routes = 20;
/** Steps end so far apart that each is told by itself. */
const latencyMs = 50;

/** Watches chains of 8, one at a time, by the API's own waiting. */
export async function measureStaleness({ agency }: Field, { running, nextKey }: Ready): Promise<Staleness> {
  const { calls } = running;
  if (calls === undefined) throw new Error('Only Hayot has a status that can be waited for.');
  await agency.set({ latencyMs, seed: 'staleness' });
  const lags: number[] = [];
  for (let route = 0; route < routes; route++) {
    const told = new Set<string>();
    for await (const { at, steps } of calls.news(await calls.start(graphs['chain-8'], nextKey())))
      for (const { id, status, since } of steps) {
        if (status !== 'done' || told.has(id)) continue;
        told.add(id);
        lags.push(at - Date.parse(since));
      }
  }
  await agency.forget();
  return { steps: lags.length, p50: percentile(lags, 50), p99: percentile(lags, 99) };
}
