import fc from 'fast-check';
import { median, percentile } from '../../bench/stats/percentile.ts';
import { randomOf, shuffled } from '../../bench/stats/random.ts';
import { type Pair, pairedRatio } from '../../bench/stats/ratio.ts';
import { verdictOn } from '../../bench/stats/verdict.ts';

const some = fc.array(fc.double({ min: 0.01, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('percentiles', () => {
  it('are one of the values, and do not fall as the share grows', () => {
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (values, one, other) => {
          const [low, high] = [Math.min(one, other), Math.max(one, other)];

          expect(values).toContain(percentile(values, low));
          expect(percentile(values, low)).toBeLessThanOrEqual(percentile(values, high));
        },
      ),
    );
  });

  it('of a hundred values are the values in their order', () => {
    const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);

    expect([1, 50, 95, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([1, 50, 95, 99, 100]);
  });

  it('have the median between the two in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  });

  it('of nothing are no number', () => {
    expect([percentile([], 50), median([])]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('a ratio of pairs', () => {
  const around = (factor: number, count: number): Pair[] => {
    const random = randomOf('pairs', String(factor));
    return Array.from({ length: count }, () => {
      const to = 10 + random() * 90;
      return [to * factor * (0.9 + 0.2 * random()), to] as const;
    });
  };

  it('finds the factor between two whose measurements vary together', () => {
    const ratio = pairedRatio(around(0.4, 20), 'a');

    expect(ratio?.low).toBeGreaterThan(0.36);
    expect(ratio?.high).toBeLessThan(0.44);
  });

  it('has its median within its interval, and its interval within what was measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 1, max: 9, noNaN: true }), fc.constant(2)), {
          minLength: 3,
          maxLength: 12,
        }),
        (pairs) => {
          const ratio = pairedRatio(pairs, 'a');
          if (ratio === undefined) throw new Error('There are enough pairs.');
          const { least, low, median: middle, high, most } = ratio;
          const sorted = [least, low, middle, high, most].toSorted((a, b) => a - b);

          expect([least, low, middle, high, most]).toEqual(sorted);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is the same for the same seed', () => {
    expect(pairedRatio(around(2, 9), 'a')).toEqual(pairedRatio(around(2, 9), 'a'));
  });

  it('is not told of two pairs, nor where there is nothing to divide by', () => {
    expect(pairedRatio(around(2, 2), 'a')).toBeUndefined();
    expect(
      pairedRatio(
        [
          [1, 0],
          [1, 0],
          [1, 0],
        ],
        'a',
      ),
    ).toBeUndefined();
  });
});

describe('a target', () => {
  const between = (low: number, high: number) => ({
    low,
    high,
    median: low,
    least: low,
    most: high,
    pairs: 9,
  });

  it.each([
    [between(0.3, 0.34), { atMost: 0.35 }, 'met'],
    [between(0.3, 0.36), { atMost: 0.35 }, 'not resolved'],
    [between(0.36, 0.4), { atMost: 0.35 }, 'missed'],
    [between(2.2, 2.9), { atLeast: 2.2 }, 'met'],
    [between(2.1, 2.9), { atLeast: 2.2 }, 'not resolved'],
    [between(1.9, 2.1), { atLeast: 2.2 }, 'missed'],
    [undefined, { atLeast: 2.2 }, 'not resolved'],
  ] as const)('of which %j was measured, for %j, is %s', (ratio, bound, verdict) => {
    expect(verdictOn(ratio, bound)).toBe(verdict);
  });
});

describe('what a seed draws', () => {
  it('is the same each time, other for another seed, and from 0 to below 1', () => {
    const draw = (seed: string) => {
      const random = randomOf(seed);
      return Array.from({ length: 2_000 }, random);
    };

    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect(draw('a').every((number) => number >= 0 && number < 1)).toBe(true);
    expect(median(draw('a'))).toBeCloseTo(0.5, 1);
  });

  it('puts things in another order and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        expect(shuffled(items, randomOf(seed)).toSorted((a, b) => a - b)).toEqual(
          items.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
