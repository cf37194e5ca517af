import { setTimeout as sleep } from 'node:timers/promises';
import type { Verdict } from './check.ts';

/** How long routes that had something to do stood still after a kill. */
export interface WentOn {
  readonly after: 'the last kill of the workers' | 'the last kill of the servers';
  readonly boundMs: number;
  /** By route: until its first progress; null where there was none within twice the bound. */
  readonly took: ReadonlyMap<string, number | null>;
}

type Look = () => Promise<ReadonlyMap<string, number>>;

/**
 * Watches routes from the moment of a kill until each has made progress. `progress` gives the counter of every route, a
 * closed one included.
 */
export async function watch(
  runnable: ReadonlyMap<string, number>,
  { progress, boundMs }: { readonly progress: Look; readonly boundMs: number },
): Promise<WentOn['took']> {
  const began = performance.now();
  const took = new Map<string, number | null>([...runnable.keys()].map((route) => [route, null]));
  let left = [...runnable];
  do {
    const now = await progress().catch(() => new Map<string, number>());
    const elapsed = performance.now() - began;
    for (const [route, seq] of left) if ((now.get(route) ?? seq) > seq) took.set(route, elapsed);
    left = left.filter(([route]) => took.get(route) === null);
    await sleep(200);
  } while (left.length > 0 && performance.now() - began < 2 * boundMs);
  return took;
}

export function wentOn({ after, boundMs, took }: WentOn): Verdict {
  const times = [...took.values()].filter((ms) => ms !== null).sort((a, b) => a - b);
  const seconds = (ms: number | undefined) => `${((ms ?? 0) / 1000).toFixed(1)} s`;
  const half = times[Math.floor(times.length / 2)];
  return {
    check: `routes go on within ${boundMs / 1000} s of ${after}`,
    counted: `${took.size} could go on: half within ${seconds(half)}, all within ${seconds(times.at(-1))}`,
    violations: [
      ...(took.size === 0
        ? [{ route: null, what: 'no route had anything to do then: nothing was measured' }]
        : []),
      ...[...took]
        .filter(([, ms]) => ms === null || ms > boundMs)
        .map(([route, ms]) => ({
          route,
          what:
            ms === null ? `made no progress within ${seconds(2 * boundMs)}` : `went on after ${seconds(ms)}`,
        })),
    ],
  };
}
