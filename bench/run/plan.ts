import { type GraphId, graphs } from '../graphs.ts';
import { randomOf, shuffled } from '../stats/random.ts';
import type { BenchSettings } from './settings.ts';

/** Under which circumstances routes are carried. */
export interface Cell {
  readonly graph: GraphId;
  readonly latencyMs: number;
  /** Routes that are carried at a time: each that ends is followed by another one. */
  readonly inFlight: number;
}

/** One subject in one cell, once. */
export interface Slice {
  readonly round: number;
  readonly cell: Cell;
  readonly subject: string;
  /** The same once more, for how much a thing differs from itself (A/A). */
  readonly again: boolean;
}

interface Dimensions {
  readonly graphs: readonly GraphId[];
  readonly latenciesMs: readonly number[];
  readonly inFlight: readonly number[];
}

const usual: Dimensions = { graphs: ['chain-8', 'birth'], latenciesMs: [0, 50], inFlight: [1, 20] };
/** Steps beside each other, and one by itself: a target compares them. */
export const fanOut: Cell = { graph: 'fan-10', latencyMs: 50, inFlight: 1 };
export const oneStep: Cell = { graph: 'one', latencyMs: 50, inFlight: 1 };
const full: Dimensions = {
  graphs: ['chain-8', 'birth', 'chain-4', 'diamond', 'fan-10', 'one'],
  latenciesMs: [0, 5, 50, 500],
  inFlight: [1, 20, 100],
};

/** Who is measured beside itself. */
export const measuredAgain = 'hayot';

export function cellsOf({ full: isFull }: Pick<BenchSettings, 'full'>): Cell[] {
  const dimensions = isFull ? full : usual;
  const all = dimensions.graphs.flatMap((graph) =>
    dimensions.latenciesMs.flatMap((latencyMs) =>
      dimensions.inFlight.map((inFlight) => ({ graph, latencyMs, inFlight })),
    ),
  );
  return isFull ? all : [...all, fanOut, oneStep];
}

export const cellName = ({ graph, latencyMs, inFlight }: Cell): string => `${graph}/${latencyMs}/${inFlight}`;

export const sliceName = ({ round, cell, subject, again }: Slice): string =>
  `${round}/${cellName(cell)}/${subject}${again ? '/again' : ''}`;

/**
 * The slices of one round: cells in random order, and in each cell its subjects in random order, one right after the
 * other, so that what is compared was measured at the same time.
 */
export function roundOf(settings: Pick<BenchSettings, 'full' | 'seed' | 'subjects'>, round: number): Slice[] {
  const random = randomOf('plan', settings.seed, String(round));
  return shuffled(cellsOf(settings), random).flatMap((cell) => {
    const slices = settings.subjects
      .filter((subject) => canCarry(subject, cell.graph))
      .flatMap((subject) =>
        subject === measuredAgain ? [sliceOf(subject), sliceOf(subject, true)] : [sliceOf(subject)],
      );
    return shuffled(slices, random);

    function sliceOf(subject: string, again = false): Slice {
      return { round, cell, subject, again };
    }
  });
}

function canCarry(subject: string, graph: GraphId): boolean {
  const { [graph]: chosen } = graphs;
  return !('only' in chosen) || chosen.only === subject;
}
