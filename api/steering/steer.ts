import type { Database } from '../../db/client.ts';
import { confirmRequest } from '../../db/personal/unconfirmed.ts';
import { routeStanding } from '../../db/route-view.ts';
import { rejection } from '../../temporal/route-messages.ts';
import type { Update, Updated } from '../../temporal/update-route.ts';
import { Problem, type ProblemSlug } from '../problems/problem.ts';
import type { RouteDoor } from './route-door.ts';

export interface SteerKit {
  readonly db: Database;
  readonly door: RouteDoor;
  /** Whether the rows wait for what is told; without it the route's "not waiting" stands. */
  readonly isDue?: () => Promise<boolean>;
}

/** Seconds after which the reconciler or a restarted worker has most likely done its part. */
const soon = 5;

/**
 * Tells a running route something and returns what it says. Throws the Problem that fits where it says no: 409 with
 * the outcome when it closed meanwhile, 503 while it has not begun, cannot be reached or is behind its rows.
 */
export async function steer<Result>(kit: SteerKit, route: string, update: Update): Promise<Result> {
  const updated = await toldTwice<Result>(kit, route, update);
  if (updated.is === 'done' || updated.is === 'rejected') await confirm(kit.db, update.id);
  switch (updated.is) {
    case 'done':
      return updated.result;
    case 'unavailable':
      throw new Problem('cannot-move-now', { retryAfter: soon });
    case 'gone':
      throw await whyGone(kit.db, route);
    case 'rejected':
      throw await refusal(kit.db, route, updated.type);
  }
}

/** Where this fails, the route has it all the same; it is looked at once more then. */
async function confirm({ orm }: Database, id: string): Promise<void> {
  await confirmRequest(orm, id).catch(() => undefined);
}

/**
 * A route may judge by its state from before a message that came with ours: "not waiting" is asked once more. One that
 * was reset, or lost a workflow task, is behind its rows for a while: then this is to be told again, and stays
 * unconfirmed, so that rows which are wrong for good are mended.
 */
async function toldTwice<Result>(kit: SteerKit, route: string, update: Update): Promise<Updated<Result>> {
  const first = await kit.door.update<Result>(route, update);
  if (!isNotWaiting(first)) return first;
  const second = await kit.door.update<Result>(route, update);
  const isBehind = isNotWaiting(second) && (await kit.isDue?.()) === true;
  return isBehind ? { is: 'unavailable' } : second;
}

const isNotWaiting = (updated: Updated<unknown>): boolean =>
  updated.is === 'rejected' && updated.type === rejection.notWaiting;

/**
 * Throws unless the route is open; saves a call to it where the answer is known. What was stored before goes on all the
 * same: a lost workflow task may have closed the row, and only the route knows whether it has the request or lost it.
 */
export async function demandOpen(
  db: Database,
  route: string,
  isStored: () => Promise<boolean>,
): Promise<void> {
  const standing = await routeStanding(db.orm, route);
  if (standing?.state === 'closed' && !(await isStored())) throw closed(standing.outcome);
}

async function whyGone(db: Database, route: string): Promise<Problem> {
  const standing = await routeStanding(db.orm, route);
  if (standing?.state === 'closed') return closed(standing.outcome);
  return new Problem(standing?.begun === true ? 'cannot-move-now' : 'not-yet-started', { retryAfter: soon });
}

async function refusal(db: Database, route: string, type: string): Promise<Problem> {
  if (type === rejection.closed) return closed((await routeStanding(db.orm, route))?.outcome ?? null);
  return new Problem(problems[type] ?? 'internal');
}

const problems: Readonly<Record<string, ProblemSlug>> = {
  [rejection.notWaiting]: 'not-waiting',
  [rejection.notStuck]: 'not-stuck',
  [rejection.notSkippable]: 'not-skippable',
  [rejection.noRunningTerm]: 'no-running-term',
  [rejection.unknownStep]: 'not-found',
};

function closed(outcome: string | null): Problem {
  return new Problem('route-closed', { members: { outcome } });
}
