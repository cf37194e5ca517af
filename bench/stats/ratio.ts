import { median, percentile } from './percentile.ts';
import { randomOf } from './random.ts';

/** How much one is of the other. */
export interface Ratio {
  readonly pairs: number;
  /** Of the ratios of the pairs. */
  readonly median: number;
  /** In which the true median lies with a chance of 95 in 100. */
  readonly low: number;
  readonly high: number;
  readonly least: number;
  readonly most: number;
}

export type Pair = readonly [of: number, to: number];

/** So few pairs tell nothing of how much they differ. */
const fewestPairs = 3;
const draws = 2_000;

/**
 * The median of paired ratios with its interval, by drawing as many pairs again and again, with repeats (bootstrap); the
 * seed makes it repeatable. Undefined where there are too few pairs, or nothing to divide by.
 */
export function pairedRatio(pairs: readonly Pair[], seed: string): Ratio | undefined {
  const ratios = pairs.map(([of, to]) => of / to).filter((ratio) => Number.isFinite(ratio));
  if (ratios.length < fewestPairs) return undefined;
  const random = randomOf('ratio', seed);
  const drawn = Array.from({ length: draws }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? Number.NaN)),
  );
  return {
    pairs: ratios.length,
    median: median(ratios),
    low: percentile(drawn, 2.5),
    high: percentile(drawn, 97.5),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}
