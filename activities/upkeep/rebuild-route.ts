import type { Client } from '@temporalio/client';
import {
  compareRows,
  type Difference,
  type Fold,
  type FoldedStep,
  foldHistory,
} from '../../analysis/fold/index.ts';
import { fetchHistory, type RouteHistory } from '../../analysis/history/index.ts';
import type { Queries } from '../../db/client.ts';
import {
  enterStep,
  lockRouteRows,
  removeStep,
  rewriteRoute,
  rewriteStep,
  type RouteRows,
} from '../../db/rebuild.ts';
import { closeTasksLeft, reopenTask } from '../../db/tasks.ts';
import type { StepRef } from '../../temporal/messages.ts';
import { kindOf, type Upkeep } from './upkeep.ts';

/** What became of one route. */
export type Rebuilt =
  /** `isMoving` where a workflow task is under way: what the rows have beyond the history may be its work. */
  | { readonly is: 'same'; readonly isMoving: boolean }
  /** `written` is false where only a look was asked for. */
  | { readonly is: 'differed'; readonly differences: readonly Difference[]; readonly written: boolean }
  /** PostgreSQL has no such route. */
  | { readonly is: 'unknown' };

/** While the rows are locked; the history of a route is small. */
const historyWithinMs = 10_000;

/**
 * Makes the rows of a route say what its history says: step rows, state, outcome and counter; never outcomes, never
 * answers. The rows are locked before the history is read, so that whatever is committed is either in it or under way,
 * and what is under way is left alone. Throws WorkflowNotFoundError where Temporal has no history (any more).
 */
export async function rebuildRoute(
  { db, temporal }: Pick<Upkeep, 'db' | 'temporal'>,
  id: string,
  { write }: { readonly write: boolean },
): Promise<Rebuilt> {
  return db.orm.transaction((tx) => rebuildBy(tx, id, { fold: () => foldNow(temporal, id), write }));
}

/** Does so for upkeep: what cannot be compared for good just now is left for another time. */
export async function mendRows(
  { db, temporal, log }: Upkeep,
  route: string,
): Promise<'rewritten' | 'same' | 'not-now'> {
  try {
    const rebuilt = await rebuildRoute({ db, temporal }, route, { write: true });
    if (rebuilt.is !== 'differed') return rebuilt.is === 'same' && rebuilt.isMoving ? 'not-now' : 'same';
    await closeTasksLeft(db.orm, route);
    log.warn({ route }, 'The rows of a route differed from its history, and were written anew.');
    return 'rewritten';
  } catch (error) {
    log.warn({ route, kind: kindOf(error) }, 'The rows of a route could not be compared with its history.');
    return 'not-now';
  }
}

/** The same for a route whose workflow has ended, in the running transaction. */
export function rebuildEnded(tx: Queries, id: string, { history }: RouteHistory): Promise<Rebuilt> {
  return rebuildBy(tx, id, { fold: () => Promise.resolve(foldHistory(history)), write: true });
}

async function rebuildBy(
  tx: Queries,
  id: string,
  by: { readonly fold: () => Promise<Fold>; readonly write: boolean },
): Promise<Rebuilt> {
  const rows = await lockRouteRows(tx, id);
  if (rows === undefined) return { is: 'unknown' };
  const fold = await by.fold();
  const differences = compareRows(fold, rows);
  if (differences.length === 0) return { is: 'same', isMoving: fold.isMoving };
  if (by.write) await mend(tx, id, { fold, rows, differences });
  return { is: 'differed', differences, written: by.write };
}

/** An update is worked on before it is in the history: only the server knows. */
async function foldNow(temporal: Client, id: string): Promise<Fold> {
  return temporal.withDeadline(Date.now() + historyWithinMs, async () => {
    const { raw } = await temporal.workflow.getHandle(id).describe();
    const { history } = await fetchHistory(temporal, { workflowId: id });
    const fold = foldHistory(history);
    return raw.pendingWorkflowTask ? { ...fold, isMoving: true } : fold;
  });
}

interface Found {
  readonly fold: Fold;
  readonly rows: RouteRows;
  readonly differences: readonly Difference[];
}

async function mend(tx: Queries, id: string, { fold, rows, differences }: Found): Promise<void> {
  const wrong = new Set(
    differences.map(({ step, instance }) => (step === null ? '' : `${step}/${instance}`)),
  );
  for (const folded of fold.steps.filter((one) => wrong.delete(nameOf(one)))) {
    const row = rows.steps.find((one) => nameOf(one) === nameOf(folded));
    if (row === undefined)
      await enterStep(tx, { route: id, ...folded, dueEstimate: folded.dueEstimate ?? false });
    else await rewriteStep(tx, { ...row, ...folded, ...keptOf(row, folded), ...clockOf(row, folded) });
    await askAgain(tx, id, folded);
  }
  const tooMany = rows.steps.filter((row) => wrong.has(nameOf(row)));
  for (const row of tooMany) await removeStep(tx, row);
  const closedAt = fold.route.closedAt && (rows.route.closedAt ?? fold.route.closedAt);
  if (wrong.has('')) await rewriteRoute(tx, id, { ...fold.route, closedAt });
}

/** Who closed the task of a step that waits did so in a workflow task that was lost: it would be nobody's turn for ever. */
async function askAgain(tx: Queries, route: string, folded: FoldedStep): Promise<void> {
  const of = { ...folded, route };
  if (folded.status === 'stuck') await reopenTask(tx, of, 'officer');
  if (folded.status === 'waiting-for-person') await reopenTask(tx, of, 'asked');
}

/** What the database's clock wrote stays where the history agrees that it is there, and what no history tells. */
function keptOf(row: RouteRows['steps'][number], folded: FoldedStep) {
  const isSame = row.status === folded.status && row.epoch === folded.epoch;
  return {
    attempts: Math.max(row.attempts, folded.attempts),
    begunAt: row.begunAt,
    since: isSame ? row.since : folded.since,
    endedAt: folded.endedAt && ((isSame && row.endedAt) || folded.endedAt),
  };
}

function clockOf(row: RouteRows['steps'][number], folded: FoldedStep) {
  return {
    dueEstimate: folded.dueEstimate ?? row.dueEstimate,
    pausedAt: folded.pausedAt && (row.pausedAt ?? folded.pausedAt),
  };
}

const nameOf = ({ step, instance }: StepRef): string => `${step}/${instance}`;
