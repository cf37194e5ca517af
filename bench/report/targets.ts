import { type Cell, cellName, fanOut, measuredAgain, oneStep } from '../run/plan.ts';
import type { Measured } from '../run/slice.ts';
import { type Pair, pairedRatio, type Ratio } from '../stats/ratio.ts';
import { type Bound, type Verdict, verdictOn } from '../stats/verdict.ts';
import { type Figures, figuresOf } from './summary.ts';

/** One side of a comparison. */
interface Side {
  readonly subject: string;
  readonly cell: Cell;
  readonly again?: boolean;
  /** What is compared, made of the figure; left out, the figure itself. */
  readonly reckoned?: (figure: number) => number;
}

/** What Hayot should be beside another subject, or beside itself under other circumstances. */
interface Target {
  readonly what: string;
  readonly figure: keyof Figures;
  readonly of: Side;
  readonly to: Side;
  readonly bound: Bound;
}

export interface Judged {
  readonly what: string;
  readonly bound: Bound;
  readonly ratio: Ratio | null;
  readonly verdict: Verdict;
}

const one: Cell = { graph: 'chain-8', latencyMs: 0, inFlight: 1 };
const busy: Cell = { graph: 'chain-8', latencyMs: 0, inFlight: 20 };
const slow: Cell = { graph: 'chain-8', latencyMs: 50, inFlight: 1 };

const beside = (
  what: string,
  subject: string,
  [figure, cell, bound]: readonly [keyof Figures, Cell, Bound],
): Target => ({
  ...{ what, figure, bound },
  of: { subject: 'hayot', cell },
  to: { subject, cell },
});

/** Issue 5 has the reasons. */
const targets: readonly Target[] = [
  beside('routes/s beside ordinary activities', 'temporal-activities', [
    'routesPerSecond',
    busy,
    { atLeast: 2.2 },
  ]),
  beside('CPU beside ordinary activities', 'temporal-activities', ['cpuMsPerRoute', busy, { atMost: 0.45 }]),
  beside('overhead beside ordinary activities', 'temporal-activities', [
    'overheadP50',
    one,
    { atMost: 0.35 },
  ]),
  beside('CPU beside local activities', 'temporal-local', ['cpuMsPerRoute', busy, { atMost: 1.15 }]),
  beside('overhead beside local activities', 'temporal-local', ['overheadP50', one, { atMost: 1.15 }]),
  {
    what: 'overhead with agencies of 50 ms beside those of 0 ms',
    ...{ figure: 'overheadP50', bound: { atMost: 1.1 } },
    of: { subject: 'hayot', cell: slow },
    to: { subject: 'hayot', cell: one },
  },
  {
    what: 'fan-out of 10 at 50 ms beside 50 ms and one step',
    ...{ figure: 'overheadP50', bound: { atMost: 1.25 } },
    of: { subject: 'hayot', cell: fanOut, reckoned: (overhead) => 50 + overhead },
    to: { subject: 'hayot', cell: one, reckoned: (overhead) => 50 + overhead / 8 },
  },
  {
    what: 'the same beside a route of one such step',
    ...{ figure: 'overheadP50', bound: { atMost: 1.25 } },
    of: { subject: 'hayot', cell: fanOut, reckoned: (overhead) => 50 + overhead },
    to: { subject: 'hayot', cell: oneStep, reckoned: (overhead) => 50 + overhead },
  },
];

export function judgeTargets(slices: readonly Measured[], seed: string): Judged[] {
  return targets.map(({ what, figure, of, to, bound }) => {
    const ratio = pairedRatio(pairsOf(slices, figure, [of, to]), `${seed}/${what}`);
    return { what, bound, ratio: ratio ?? null, verdict: verdictOn(ratio, bound) };
  });
}

/** How much one subject differs from itself (A/A), by figure, over all cells: below that nothing can be told. */
export function noiseOf(slices: readonly Measured[], seed: string): Partial<Record<keyof Figures, Ratio>> {
  const cells = [...new Map(slices.map(({ cell }) => [cellName(cell), cell])).values()];
  const ratioOf = (figure: keyof Figures) => {
    const pairs = cells.flatMap((cell) => {
      const itself = { subject: measuredAgain, cell };
      return pairsOf(slices, figure, [{ ...itself, again: true }, itself]);
    });
    return pairedRatio(pairs, `${seed}/noise/${figure}`);
  };
  const figures = ['routesPerSecond', 'cpuMsPerRoute', 'overheadP50'] as const;
  return Object.fromEntries(
    figures.flatMap((figure) => {
      const ratio = ratioOf(figure);
      return ratio === undefined ? [] : [[figure, ratio]];
    }),
  );
}

/** Slices of one round belong together. */
function pairsOf(
  slices: readonly Measured[],
  figure: keyof Figures,
  [of, to]: readonly [Side, Side],
): Pair[] {
  const others = new Map(slices.filter(isOf(to)).map((slice) => [slice.round, slice]));
  return slices.filter(isOf(of)).flatMap((slice) => {
    const other = others.get(slice.round);
    return other === undefined ? [] : [[valueOf(of, slice, figure), valueOf(to, other, figure)]];
  });
}

function valueOf({ reckoned = (value) => value }: Side, slice: Measured, figure: keyof Figures): number {
  return reckoned(figuresOf(slice)[figure]);
}

const isOf =
  ({ subject, cell, again = false }: Side) =>
  (slice: Measured): boolean =>
    slice.subject === subject && slice.again === again && cellName(slice.cell) === cellName(cell);
