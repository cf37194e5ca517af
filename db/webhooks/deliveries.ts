import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from '../drizzle.cjs';
import { testType } from '../../webhooks/event.ts';
import type { Queries } from '../client.ts';
import { cut, instantOf, microseconds, type Page } from '../route-list.ts';
import { webhookDeliveries as deliveries, webhooks } from './schema.ts';
import { lockWebhook } from './subscriptions.ts';

/** The log of a webhook, newest first, a page at a time. */
export async function listDeliveries(db: Queries, webhook: string, { after, limit }: Page) {
  const before =
    after === null
      ? undefined
      : sql`(${deliveries.at}, ${deliveries.id}) < (${instantOf(after.at)}, ${after.id})`;
  const rows = await db
    .select({
      id: deliveries.id,
      type: deliveries.type,
      route: deliveries.route,
      happenedAt: deliveries.at,
      state: deliveries.state,
      event: deliveries.event,
      attempts: deliveries.attempts,
      lastStatus: deliveries.lastStatus,
      lastFault: deliveries.lastFault,
      nextAt: deliveries.nextAt,
      deliveredAt: deliveries.deliveredAt,
      at: microseconds(deliveries.at),
    })
    .from(deliveries)
    .where(and(eq(deliveries.webhook, webhook), before))
    .orderBy(desc(deliveries.at), desc(deliveries.id))
    .limit(limit + 1);
  return cut(rows, limit);
}

export type ListedDelivery = Awaited<ReturnType<typeof listDeliveries>>['items'][number];

/** Which deliveries to send again: those told of since an instant, or those named. */
export type Again = { readonly since: Date } | { readonly ids: readonly string[] };

/**
 * Sends again, from its first attempt on, what was sent before, and at once what waits for its next attempt; what is on
 * its way just now is left alone. By time, what newer news has superseded is left out. Gives back how many.
 */
export async function replayDeliveries(db: Queries, webhook: string, again: Again): Promise<number> {
  const which =
    'since' in again
      ? and(gte(deliveries.at, again.since), ne(deliveries.state, 'superseded'))
      : inArray(deliveries.id, [...again.ids]);
  const notOnItsWay = or(isNull(deliveries.claim), lte(deliveries.nextAt, sql`now()`));
  return db.transaction(async (tx) => {
    await lockWebhook(tx, webhook);
    const replayed = await tx
      .update(deliveries)
      .set({ state: 'waiting', attempts: 0, nextAt: sql`now()`, deliveredAt: null, claim: null })
      .where(and(eq(deliveries.webhook, webhook), isNotNull(deliveries.event), which, notOnItsWay))
      .returning({ id: deliveries.id });
    return replayed.length;
  });
}

/** Asks for a test event to be sent, once however often it is asked under one id. */
export async function enterTest(tx: Queries, webhook: string, id: string): Promise<void> {
  await tx.insert(deliveries).values({ id, webhook, type: testType }).onConflictDoNothing();
}

/** Deletes what the log need no longer show; nothing is tried for so long. Gives back how many. */
export async function dropOldDeliveries(db: Queries, keepDays: number): Promise<number> {
  const dropped = await db
    .delete(deliveries)
    .where(lt(deliveries.at, sql`now() - make_interval(secs => ${keepDays * 86_400}::float8)`));
  return dropped.rowCount ?? 0;
}

/** Seconds for which the oldest news waits that should have been told; 0 where none does. */
export async function oldestUndelivered(db: Queries): Promise<number> {
  const [row] = await db
    .select({ seconds: sql<number>`coalesce(extract(epoch from now() - min(${deliveries.at})), 0)::float8` })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhook))
    .where(and(eq(deliveries.state, 'waiting'), isNull(webhooks.disabledAt)));
  return row?.seconds ?? 0;
}
