import { setTimeout as sleep } from 'node:timers/promises';

export interface OpenLoop {
  readonly perSecond: number;
  readonly seconds: number;
  /** Resolves when it has been answered. */
  readonly send: () => Promise<unknown>;
}

/**
 * Sends at fixed instants, whatever has become of what was sent before. Gives for each how long it took from the instant
 * at which it should have been sent, in milliseconds: who comes late waits, too.
 */
export async function openLoop({ perSecond, seconds, send }: OpenLoop): Promise<number[]> {
  const began = performance.now();
  const answered = Array.from({ length: Math.round(perSecond * seconds) }, async (_, place) => {
    const due = began + (place * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    // A timer may be early by a part of a millisecond.
    const from = Math.min(due, performance.now());
    await send();
    return performance.now() - from;
  });
  return Promise.all(answered);
}
