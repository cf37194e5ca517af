import { setTimeout as sleep } from 'node:timers/promises';

export interface Waiting {
  /** Gets one plain line when the other side is not there, and one when it is back. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Tries until it works, and says so in plain lines: `name` is what is waited for. Errors that waiting cannot mend, as
 * `isAway` tells, are thrown; and when `signal` aborts, the waiting ends with its reason.
 */
export async function waitUntil<Result>(
  name: string,
  attempt: () => Promise<Result>,
  { say, signal, isAway }: Waiting & { readonly isAway: (error: unknown) => boolean },
): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      const result = await attempt();
      if (tries > 0) say(`${name} answers.`);
      return result;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (tries === 0) say(`${name} does not answer yet; trying until it does.`);
      await sleep(Math.min(200 * 2 ** tries, 5_000), undefined, { signal });
    }
  }
}
