import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../simulator/seeded.ts';
import { oneOf } from '../people/dice.ts';
import type { Wire, WireFault } from '../stack/wire.ts';
import { between, type Between } from '../stack/wires.ts';

/** Something wrong with a wire for a while; `cut`: its connections end in the middle of what they carry. */
export interface Trouble {
  readonly between: Between;
  readonly how: keyof typeof faults;
  readonly ms: number;
}

const faults = {
  cut: null,
  refusing: { is: 'refusing' },
  hole: { is: 'hole', ways: ['there', 'back'] },
  'hole, then cut': { is: 'hole', ways: ['there', 'back'] },
  deaf: { is: 'hole', ways: ['back'] },
  slow: { is: 'slow', bytesPerSecond: 20_000 },
  late: { is: 'late', ms: 100 },
} as const satisfies Record<string, WireFault | null>;

const kinds = ['cut', 'refusing', 'hole', 'hole, then cut', 'deaf', 'slow', 'late'] as const;

/** The troubles of a seed, one after the other, without end. Every third is longer than Temporal waits for a worker. */
export function* troubles(seed: string): Generator<Trouble, never> {
  const chance = seeded('wires', seed);
  for (;;) {
    const ms = chance.below(3) === 0 ? 11_000 + chance.below(4_000) : 1_000 + chance.below(5_000);
    yield { between: oneOf(chance, between), how: oneOf(chance, kinds), ms };
  }
}

export interface TroubleOptions {
  readonly wire: Readonly<Record<Between, Wire>>;
  readonly seed: string;
  /** Time from the end of one trouble to the next. */
  readonly everyMs: number;
  readonly done: (trouble: Trouble) => void;
  /** Aborted when it has been enough. */
  readonly enough: AbortSignal;
}

/** Breaks and mends one wire after the other until it is enough; then all are well. */
export async function trouble({ wire, seed, everyMs, done, enough }: TroubleOptions): Promise<void> {
  const wait = (ms: number) => sleep(ms, undefined, { signal: enough }).catch(() => undefined);
  for (const one of troubles(seed)) {
    await wait(everyMs);
    if (enough.aborted) return;
    const broken = wire[one.between];
    const fault = faults[one.how];
    if (fault === null) broken.cut('FIN');
    else {
      await broken.break(fault);
      await wait(one.ms);
      if (one.how === 'hole, then cut') broken.cut('RST');
      await broken.heal();
    }
    done(one);
  }
}
