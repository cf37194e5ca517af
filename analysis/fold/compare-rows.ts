import type { Fold, FoldedRoute, FoldedStep } from './folded.ts';

/** The columns of a step's row that a history can tell. `agency` and what follows from a status included. */
export type StepRow = Omit<FoldedStep, 'attempts' | 'begunAt' | 'since' | 'status'> & {
  readonly status: string;
};
/** The rows of a route as PostgreSQL has them. */
export interface Rows {
  readonly route: FoldedRoute;
  readonly steps: readonly StepRow[];
}

/** Where a row and the history disagree. */
export interface Difference {
  /** Null for the route's own row. */
  readonly step: string | null;
  readonly instance: number;
  /** `row` where the whole row is missing or one too many. */
  readonly column: string;
  readonly row: string;
  readonly history: string;
}

const stepColumns = [
  ...(['status', 'epoch', 'seq', 'agency', 'service', 'dueAt', 'dueEstimate', 'normAt'] as const),
  ...(['refusalCode', 'stuckReason', 'skippedBecause', 'passedOnBy'] as const),
];
/** Written by the database's clock. */
const stamps = ['endedAt', 'pausedAt'] as const;
/** "Not mine, theirs" changes these under the counter of the row as it was. */
const withAgency: readonly string[] = ['agency', 'passedOnBy'];
/** A reckoning, these. */
const ofClock: readonly string[] = ['dueAt', 'dueEstimate', 'normAt', 'pausedAt'];
const routeColumns = ['state', 'outcome', 'reason', 'seq'] as const;

/**
 * Says where the rows are not what the history makes them. What something that is under way may have written before
 * its result is in the history is no difference. Instants that the database's clock wrote are compared as there or not.
 */
export function compareRows(fold: Fold, rows: Rows): readonly Difference[] {
  return [...compareRoute(fold, rows.route), ...compareSteps(fold, rows.steps)];
}

/** One sentence for an operator. */
export function inWords({ step, instance, column, row, history }: Difference): string {
  const where = step === null ? 'the route' : instance === 0 ? step : `${step} (${instance})`;
  if (column === 'row') return `${where}: the row ${row}, by the history it ${history}`;
  return `${where}: ${column} is ${row}, by the history ${history}`;
}

function compareRoute(fold: Fold, row: FoldedRoute): Difference[] {
  const mostSeq = Math.max(fold.route.seq, ...fold.underWay.map(({ seq }) => seq));
  if (row.seq > fold.route.seq && (fold.isMoving || row.seq <= mostSeq)) return [];
  return [
    ...routeColumns.flatMap((column) => difference(null, column, [row[column], fold.route[column]])),
    ...difference(null, 'closedAt', [isThere(row.closedAt), isThere(fold.route.closedAt)]),
  ];
}

function compareSteps(fold: Fold, rows: readonly StepRow[]): Difference[] {
  const left = new Map(rows.map((row) => [nameOf(row), row]));
  const known = fold.steps.flatMap((folded) => {
    const row = left.get(nameOf(folded));
    left.delete(nameOf(folded));
    return row === undefined ? [missing(folded)] : compareStep(fold, folded, row);
  });
  const extra = [...left.values()].filter((row) => !isAhead(fold, row, 0));
  return [...known, ...extra.map(tooMany)];
}

function compareStep(fold: Fold, folded: FoldedStep, row: StepRow): Difference[] {
  if (isAhead(fold, row, folded.seq)) return [];
  const isCalled = fold.isMoving || mostUnderWay(fold, row) > 0;
  const mayDiffer = [
    ...(isCalled ? withAgency : []),
    ...(fold.isMoving ? ofClock : []),
    ...(folded.dueEstimate === null ? ['dueEstimate'] : []),
  ];
  const all = [
    ...stepColumns.flatMap((column) => difference(folded, column, [row[column], folded[column]])),
    ...stamps.flatMap((stamp) => difference(folded, stamp, [isThere(row[stamp]), isThere(folded[stamp])])),
  ];
  return all.filter(({ column }) => !mayDiffer.includes(column));
}

/** Written by something that is under way: its result comes into the history a moment later. */
function isAhead(fold: Fold, row: StepRow, seq: number): boolean {
  return row.seq > seq && (fold.isMoving || row.seq <= mostUnderWay(fold, row));
}

function mostUnderWay({ underWay }: Fold, { step, instance }: StepRow): number {
  const own = underWay.filter((one) => one.step === step && one.instance === instance);
  return Math.max(0, ...own.map(({ seq }) => seq));
}

type Value = string | number | boolean | Date | readonly string[] | null;

function difference(
  of: FoldedStep | null,
  column: string,
  [row, history]: readonly [Value, Value],
): Difference[] {
  if (told(row) === told(history)) return [];
  const at = { step: of?.step ?? null, instance: of?.instance ?? 0 };
  return [{ ...at, column, row: told(row), history: told(history) }];
}

const missing = ({ step, instance }: FoldedStep): Difference => ({
  ...{ step, instance, column: 'row' },
  ...{ row: 'is missing', history: 'should be there' },
});
const tooMany = ({ step, instance }: StepRow): Difference => ({
  ...{ step, instance, column: 'row' },
  ...{ row: 'is there', history: 'was never written' },
});

const told = (value: Value): string =>
  value === null ? 'not set' : value instanceof Date ? value.toISOString() : String(value);
const isThere = (at: Date | null): string => (at === null ? 'not set' : 'set');
const nameOf = ({ step, instance }: StepRow | FoldedStep): string => `${step}/${instance}`;
