import { isDatabaseAway } from '../../db/away.ts';
import type { Queries } from '../../db/client.ts';
import { findDefinition } from '../../db/definitions.ts';
import { routeStanding } from '../../db/route-view.ts';
import type { ItemEnd } from '../../db/operations/schema.ts';
import { type ClaimedItem, claimItems, endItem, putOffItem } from '../../db/operations/work.ts';
import { decisionOfItem, isTakenUp } from '../../db/personal/decisions.ts';
import { isTemporalUp } from '../../temporal/connection.ts';
import { rejection } from '../../temporal/route-messages.ts';
import { type Update, updateRoute } from '../../temporal/update-route.ts';
import type { Upkeep } from './upkeep.ts';

/** What one go of the operations did. */
export interface Worked {
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  /** Left for a later go. */
  readonly putOff: number;
}

type Came =
  | { readonly is: Exclude<ItemEnd, 'left'>; readonly why: string | null }
  /** Not now, and why; `counts` where Temporal answers, so that it is this route that does not. */
  | { readonly is: 'put-off'; readonly why: string; readonly counts: boolean };

/** So often a route that does not answer is tried, ever more slowly; then it is left to an officer. */
const mostTries = 8;

/** So often a route is asked anew that must not move to a new law: 15 seconds in all, more than a quick call takes. */
const triesToMove = 4;

/** Why a route refused, as the API's problems say it. */
const refusals: Readonly<Record<string, string>> = {
  [rejection.notStuck]: 'not-stuck',
  [rejection.notSkippable]: 'not-skippable',
  [rejection.unknownStep]: 'unknown-step',
  [rejection.closed]: 'route-closed',
};

/**
 * Does a second's share of what officers ordered for many routes. Several workers may do this at once, and any may be
 * killed: each item carries the id of its decision, under which a repeat meets the first.
 */
export async function workOperations(upkeep: Upkeep, perSecond: number): Promise<Worked> {
  const items = await claimItems(upkeep.db.orm, perSecond);
  const came = await Promise.all(items.map((item) => workItem(upkeep, item)));
  const count = (is: Came['is']) => came.filter((one) => one.is === is).length;
  const did = {
    done: count('done'),
    refused: count('refused'),
    failed: count('failed'),
    putOff: count('put-off'),
  };
  if (items.length > 0)
    upkeep.log.info(
      { operations: [...new Set(items.map(({ operation }) => operation))], ...did },
      'Moved routes on.',
    );
  return did;
}

async function workItem(upkeep: Upkeep, item: ClaimedItem): Promise<Came> {
  const { orm } = upkeep.db;
  const came = outOfTries(item, await tell(upkeep, item).catch(orOurFault));
  if (came.is === 'put-off') {
    await putOffItem(orm, item, { seconds: Math.min(2 ** item.tries, 60), counts: came.counts });
  } else await endItem(orm, item, { state: came.is, why: came.why });
  return came;
}

/** A fault of ours about one route must not hold up the others; a database that is away holds up all. */
function orOurFault(error: unknown): Came {
  if (isDatabaseAway(error)) throw error;
  return { is: 'put-off', why: 'internal', counts: true };
}

function outOfTries({ tries }: ClaimedItem, came: Came): Came {
  const isLast = came.is === 'put-off' && came.counts && tries + 1 >= mostTries;
  return isLast ? { is: 'failed', why: came.why } : came;
}

async function tell({ db, temporal }: Upkeep, item: ClaimedItem): Promise<Came> {
  const update = await updateOf(db, item);
  const updated = await updateRoute(temporal, item.route, update);
  if (updated.is === 'done') return { is: 'done', why: null };
  if (updated.is === 'unavailable')
    return { is: 'put-off', why: 'cannot-move-now', counts: await isTemporalUp(temporal) };
  // A worker may have died between the deed and its note, and the route gone on since. Only the route's own word counts:
  // while it is silent, the deed may be that of a workflow task that is lost.
  if (await isTakenUp(db.orm, update.id)) return { is: 'done', why: null };
  switch (updated.is) {
    case 'rejected':
      return refused(item, updated);
    case 'gone':
      return whyGone(db, item.route);
  }
}

/** A route that must not move by what it is doing just now may be done with it in a moment. */
function refused(
  { tries }: ClaimedItem,
  { type, why }: { readonly type: string; readonly why?: string },
): Came {
  const isLaw = type === rejection.lawDoesNotMove;
  const because = isLaw ? why : refusals[type];
  if (because === undefined) return { is: 'failed', why: 'internal' };
  if (isLaw && tries < triesToMove) return { is: 'put-off', why: because, counts: true };
  return { is: 'refused', why: because };
}

async function whyGone(db: Upkeep['db'], route: string): Promise<Came> {
  const standing = await routeStanding(db.orm, route);
  if (standing?.state === 'closed') return { is: 'refused', why: 'route-closed' };
  const why = standing?.begun === true ? 'cannot-move-now' : 'not-yet-started';
  return { is: 'put-off', why, counts: true };
}

/** The same update as is sent for one route alone. */
async function updateOf({ orm }: Upkeep['db'], item: ClaimedItem): Promise<Update> {
  const { action, step, instance, steps, decree } = item;
  const decision = decisionOfItem(item.operation, item.item);
  switch (action) {
    case 'withdraw':
      return { name: action, argument: { decision, ...(steps && { steps }) }, id: decision };
    case 'recalculate':
      return { name: action, argument: { decree }, id: decision };
    case 'law-change':
      return { name: 'changeLaw', argument: { ...(await lawOf(orm, item)), decision }, id: decision };
    case 'retry':
    case 'skip':
    case 'resolve':
      return { name: action, argument: { step, instance, decision }, id: decision };
  }
}

async function lawOf(db: Queries, { definition, start }: ClaimedItem) {
  return { route: await findDefinition(db, definition ?? ''), start };
}
