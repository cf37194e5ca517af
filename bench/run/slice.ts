import { latencyOf } from '../agency/latency.ts';
import { graphs, longestPathMs } from '../graphs.ts';
import { cpuBetween, cpuByKind, type CpuMs } from '../measure/cpu.ts';
import type { Agency } from '../agency/start-agency.ts';
import type { Ready } from './field.ts';
import type { Cell, Slice } from './plan.ts';

/** What one slice came to. */
export interface Measured extends Slice {
  readonly routes: number;
  /** From the first start to the last end. */
  readonly ms: number;
  /** Of each route: from start to end, without the longest path of what agencies took. Milliseconds. */
  readonly overheadsMs: readonly number[];
  /** In all processes of the subject. */
  readonly cpuMs: CpuMs;
}

/** As long as routes are begun; a slice ends when the last of them has. */
export interface Length {
  readonly ms: number;
  /** Of routes that need longer than that, so many follow each other. */
  readonly routesInARow: number;
}

/** Carries routes in this cell for a while, always as many at a time. */
export async function measureSlice(
  slice: Slice,
  { ready, agency, seed, length }: { ready: Ready; agency: Agency; seed: string; length: Length },
): Promise<Measured> {
  const { cell } = slice;
  const settings = { latencyMs: cell.latencyMs, seed };
  await agency.set(settings);
  const graph = graphs[cell.graph];
  const pathMs = longestPathMs(graph, (step) => latencyOf(settings, step));
  const before = cpuByKind(ready.running.processes);
  const began = performance.now();
  const ends = began + Math.max(length.ms, pathMs * length.routesInARow);
  const tookMs = await carryUntil(ends, ready, cell);
  const ms = performance.now() - began;
  const cpuMs = cpuBetween(before, cpuByKind(ready.running.processes));
  await agency.forget();
  // Rounded: there are thousands of them, and clocks are no better.
  const overheadsMs = tookMs.map((took) => Math.round((took - pathMs) * 100) / 100);
  return { ...slice, routes: tookMs.length, ms, overheadsMs, cpuMs };
}

/** How long each route took. */
async function carryUntil(ends: number, { running, nextKey }: Ready, cell: Cell): Promise<number[]> {
  const took: number[] = [];
  const lane = async () => {
    do {
      const began = performance.now();
      await running.run(graphs[cell.graph], nextKey());
      took.push(performance.now() - began);
    } while (performance.now() < ends);
  };
  await Promise.all(Array.from({ length: cell.inFlight }, lane));
  return took;
}
