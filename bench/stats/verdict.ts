import type { Ratio } from './ratio.ts';

/** What a ratio should be. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number };

/** `not resolved`: the bound lies within the interval, or there was too little to tell. */
export type Verdict = 'met' | 'missed' | 'not resolved';

/** Met, or missed, only where all of the interval lies on that side of the bound. */
export function verdictOn(ratio: Ratio | undefined, bound: Bound): Verdict {
  if (ratio === undefined) return 'not resolved';
  const { low, high } = ratio;
  if ('atMost' in bound) return high <= bound.atMost ? 'met' : low > bound.atMost ? 'missed' : 'not resolved';
  return low >= bound.atLeast ? 'met' : high < bound.atLeast ? 'missed' : 'not resolved';
}
