import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
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
