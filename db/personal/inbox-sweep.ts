import type { SQL } from 'drizzle-orm';
import { and, asc, eq, isNotNull, isNull, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { intents } from '../schema.ts';
import type { CallbackOf } from './inbox.ts';
import { inbox } from './schema.ts';

/** A callback that its route has not been told of. Names the row; its content stays behind the door. */
export interface UntoldCallback extends CallbackOf {
  readonly id: string;
}

/** Matches callbacks of the last day with steps: an intent may have come, or been re-addressed, after them. */
export async function matchCallbacks(tx: Queries): Promise<number> {
  const matched = await tx
    .update(inbox)
    .set({
      route: intents.route,
      step: intents.step,
      instance: intents.instance,
      epoch: intents.epoch,
    })
    .from(intents)
    .where(
      and(
        isNull(inbox.route),
        isNull(inbox.signalledAt),
        eq(intents.agency, inbox.agency),
        eq(intents.transactionId, inbox.transactionId),
        sql`${inbox.receivedAt} > now() - interval '1 day'`,
      ),
    )
    .returning({ id: inbox.id });
  return matched.length;
}

/** Gives up callbacks that belong to no step and were tried for a day; each is named once. */
export async function giveUpUnmatched(
  tx: Queries,
): Promise<{ readonly id: string; readonly agency: string }[]> {
  return tx
    .update(inbox)
    .set({ appliedAt: sql`now()` })
    .where(
      and(
        isNull(inbox.route),
        isNull(inbox.signalledAt),
        isNull(inbox.appliedAt),
        sql`${inbox.receivedAt} <= now() - interval '1 day'`,
      ),
    )
    .returning({ id: inbox.id, agency: inbox.agency });
}

/** Deletes callbacks that are nobody's and came so many days ago. Gives their number. */
export async function dropUnmatched(db: Queries, days: number): Promise<number> {
  const dropped = await db
    .delete(inbox)
    .where(and(isNull(inbox.route), sql`${inbox.receivedAt} < now() - make_interval(days => ${days})`))
    .returning({ id: inbox.id });
  return dropped.length;
}

/** Callbacks whose route was not told within two seconds, locked until the transaction ends. */
export async function claimUntold(tx: Queries, limit: number): Promise<UntoldCallback[]> {
  const rows = await tx
    .select({
      id: inbox.id,
      route: inbox.route,
      step: inbox.step,
      instance: inbox.instance,
      epoch: inbox.epoch,
    })
    .from(inbox)
    .where(
      and(
        isNotNull(inbox.route),
        isNull(inbox.signalledAt),
        sql`${inbox.receivedAt} < now() - interval '2 seconds'`,
      ),
    )
    .orderBy(asc(inbox.receivedAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.filter((row): row is UntoldCallback => row.route !== null && row.step !== null);
}

/** For how many seconds the oldest callbacks have waited: to be told to their route, and to be matched with a step. */
export async function inboxAges(
  db: Queries,
): Promise<{ readonly untold: number; readonly unmatched: number }> {
  const age = (whose: SQL) =>
    sql<number>`coalesce(extract(epoch from now() - min(${inbox.receivedAt}) filter (where ${whose})), 0)::float8`;
  const [row] = await db
    .select({
      untold: age(sql`${inbox.route} is not null`),
      unmatched: age(sql`${inbox.route} is null and ${inbox.appliedAt} is null`),
    })
    .from(inbox)
    .where(isNull(inbox.signalledAt));
  return row ?? { untold: 0, unmatched: 0 };
}

/** Callbacks whose transaction nobody knows, by agency: those still tried, and those given up as nobody's. */
export async function unmatchedCallbacks(
  db: Queries,
): Promise<{ readonly agency: string; readonly tried: number; readonly givenUp: number }[]> {
  return db
    .select({
      agency: inbox.agency,
      tried: sql<number>`count(*) filter (where ${inbox.appliedAt} is null)::int`,
      givenUp: sql<number>`count(*) filter (where ${inbox.appliedAt} is not null)::int`,
    })
    .from(inbox)
    .where(sql`${inbox.route} is null and ${inbox.signalledAt} is null`)
    .groupBy(inbox.agency);
}
