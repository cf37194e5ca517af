import { setTimeout as sleep } from 'node:timers/promises';
import { startUnstarted } from '../activities/upkeep/start-unstarted.ts';
import { tellCallbacks } from '../activities/upkeep/tell-callbacks.ts';
import type { Upkeep } from '../activities/upkeep/upkeep.ts';

const everyMs = 2_000;

/** Starts routes that wait for it and passes on callbacks that were not, again and again, until `signal` says to end. */
export async function lookAfter(upkeep: Upkeep, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await attempt(upkeep, 'start waiting routes', startUnstarted);
    await attempt(upkeep, 'pass on callbacks', tellCallbacks);
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** What fails is tried again in the next round; the message of an error may quote what was sent. */
async function attempt(
  upkeep: Upkeep,
  what: string,
  work: (upkeep: Upkeep) => Promise<unknown>,
): Promise<void> {
  try {
    await work(upkeep);
  } catch (error) {
    upkeep.log.warn(
      { what, kind: error instanceof Error ? error.name : typeof error },
      'left for the next round',
    );
  }
}
