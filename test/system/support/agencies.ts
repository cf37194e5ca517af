import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour } from '../../../simulator/control/modes.ts';
import type { Entry } from '../../../simulator/ledger/entry.ts';
import type { Summary } from '../../../simulator/ledger/ledger.ts';
import type { Hayot } from './hayot.ts';

/** The agencies behind the simulator: they are told how to behave, and say what they saw. */
export class Agencies {
  readonly #address: string;

  constructor({ simulator }: Pick<Hayot, 'simulator'>) {
    this.#address = simulator;
  }

  /** `whom`: `services/<service>` or `agencies/<agency>`. */
  async tell(whom: string, behaviour: Behaviour): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'PUT', headers, body: JSON.stringify(behaviour) };
    const { status } = await fetch(`${this.#address}/${whom}`, init);
    if (status !== 204) throw new Error(`${whom} cannot be told so: ${status}`);
  }

  async wellAgain(whom: string): Promise<void> {
    await fetch(`${this.#address}/${whom}`, { method: 'DELETE' });
  }

  /** Every request that a service saw for a route, in order. */
  async saw(route: string, service: string): Promise<Entry[]> {
    const answer = await fetch(`${this.#address}/ledger?route=${route}&service=${service}`);
    return ((await answer.json()) as { entries: Entry[] }).entries;
  }

  /** What came of each request: `effect`, or how it was answered. */
  async did(route: string, service: string): Promise<string[]> {
    const entries = await this.saw(route, service);
    return entries.map(({ effect, answer }) =>
      effect ? 'effect' : answer.is === 'fault' ? answer.because : answer.is,
    );
  }

  async summary(): Promise<Summary> {
    return (await (await fetch(`${this.#address}/ledger/summary`)).json()) as Summary;
  }
}

/** Asks again until it holds; then fails with what was waited for and what it saw last. */
export async function until<T>(
  ask: () => Promise<T>,
  holds: (seen: T) => boolean,
  awaited = 'It',
): Promise<T> {
  const end = Date.now() + 45_000;
  for (let seen = await ask(); ; seen = await ask()) {
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`${awaited} did not come: ${JSON.stringify(seen)}`);
    await sleep(50);
  }
}
