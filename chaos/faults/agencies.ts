import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '../../notation/catalogue.ts';
import { type Seeded, seeded } from '../../simulator/seeded.ts';
import { wiredServices } from '../../simulator/gateway/wired-service.ts';
import { oneOf } from '../people/dice.ts';

/** What an agency or service is told: body of the simulator's PUT. */
export interface Told {
  readonly path: string;
  readonly mode: string;
  readonly times?: number;
  readonly delayMs?: number;
}

const atOnce = [
  'slow',
  'down',
  'reset',
  'effect-then-reset',
  'effect-then-reset',
  'drip',
  'garbage',
  'throttle',
] as const;
const later = ['later', 'callback-twice', 'callback-early', 'callback-forged'] as const;

/** How agencies misbehave, one after the other, without end. */
export function* misbehaviours(catalogue: Catalogue, seed: string): Generator<Told, never> {
  const chance = seeded('agencies', seed);
  const services = wiredServices(catalogue.services);
  for (;;) {
    const service = services[chance.below(services.length)];
    if (service === undefined) continue;
    const modes = service.answers === 'later' && chance.below(2) === 0 ? later : atOnce;
    const mode = oneOf<string>(chance, modes);
    if (chance.below(25) === 0) yield { path: `/agencies/${service.agency}`, mode: 'down', times: 12 };
    else if (chance.below(25) === 0 && Object.keys(service.refusals).length > 0)
      yield { path: `/services/${service.id}`, mode: 'refuse', times: 1 };
    else
      yield { path: `/services/${service.id}`, mode, times: 1 + chance.below(3), ...delayOf(mode, chance) };
  }
}

function delayOf(mode: string, chance: Seeded): { readonly delayMs?: number } {
  return mode === 'slow' || mode === 'later' ? { delayMs: 500 + chance.below(7_500) } : {};
}

export interface WeatherOptions {
  readonly catalogue: Catalogue;
  readonly simulator: string;
  readonly seed: string;
  readonly everyMs: number;
  readonly done: (told: Told) => void;
  readonly enough: AbortSignal;
}

/** Tells agencies to misbehave until it is enough; then all behave. */
export async function weather({
  catalogue,
  simulator,
  seed,
  everyMs,
  done,
  enough,
}: WeatherOptions): Promise<void> {
  for (const told of misbehaviours(catalogue, seed)) {
    if (enough.aborted) break;
    const { path, ...body } = told;
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${simulator}${path}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    });
    if (status !== 204) throw new Error(`The simulator does not take ${JSON.stringify(told)}: ${status}.`);
    done(told);
    await sleep(everyMs, undefined, { signal: enough }).catch(() => undefined);
  }
  const agencies = Object.keys(catalogue.agencies).map((id) => `/agencies/${id}`);
  const services = wiredServices(catalogue.services).map(({ id }) => `/services/${id}`);
  await Promise.all(
    [...agencies, ...services].map((path) => fetch(`${simulator}${path}`, { method: 'DELETE' })),
  );
}
