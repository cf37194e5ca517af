import { seeded } from '../../simulator/seeded.ts';
import type { Target } from '../stack/member.ts';

/** Something done to a process. */
export type Hurt =
  | { readonly target: Target; readonly how: 'kill -9' | 'kill -TERM' }
  | { readonly target: Target; readonly how: 'stop'; readonly ms: number };

/** How often each is chosen, of a hundred. */
const shares: readonly (readonly [Target, number])[] = [
  ['worker-1', 21],
  ['worker-2', 21],
  ['api-1', 16],
  ['api-2', 16],
  ['postgres', 13],
  ['temporal', 13],
];

/** The faults of a seed, one after the other, without end. */
export function* hurts(seed: string): Generator<Hurt, never> {
  const chance = seeded('hurts', seed);
  for (;;) {
    const target = pick(chance.below(100));
    const how = chance.below(100);
    const ms = 500 + chance.below(3_500);
    const longMs = 9_000 + chance.below(5_000);
    if (target === 'postgres' || target === 'temporal')
      yield how < 85 ? { target, how: 'kill -9' } : { target, how: 'stop', ms };
    else if (how < 45) yield { target, how: 'kill -9' };
    else if (how < 75) yield { target, how: 'kill -TERM' };
    // Every third stop is longer than the heartbeat's time-out (8 s): what it was doing is begun elsewhere meanwhile.
    else yield { target, how: 'stop', ms: how < 92 ? ms : longMs };
  }
}

function pick(percent: number): Target {
  let sum = 0;
  for (const [target, share] of shares) {
    sum += share;
    if (percent < sum) return target;
  }
  return 'worker-1';
}
