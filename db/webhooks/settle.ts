import { and, eq, isNotNull, lt, or, sql } from '../drizzle.cjs';
import { testType } from '../../webhooks/event.ts';
import type { Queries } from '../client.ts';
import type { Claimed } from './outbox.ts';
import { type DeliveryFault, webhookDeliveries as deliveries, webhooks } from './schema.ts';
import { lockWebhook } from './subscriptions.ts';

/** The receiver took it. Has no effect where the claim has ended and somebody else sends it. */
export async function settleDelivered(db: Queries, sent: Claimed, status: number): Promise<void> {
  await db.transaction(async (tx) => {
    await lockWebhook(tx, sent.webhook);
    const settled = await tx
      .update(deliveries)
      .set({
        state: 'delivered',
        deliveredAt: sql`now()`,
        lastStatus: status,
        lastFault: null,
        nextAt: null,
        claim: null,
      })
      .where(isOurs(sent))
      .returning({ id: deliveries.id });
    if (settled.length > 0) await markWell(tx, sent);
  });
}

/** A receiver that takes something is no longer failing; one that takes a test is told of routes again. */
async function markWell(tx: Queries, { webhook, event }: Claimed): Promise<void> {
  const isTest = event.type === testType;
  const failing = isNotNull(webhooks.failingSince);
  await tx
    .update(webhooks)
    .set({ failingSince: null, ...(isTest ? { disabledAt: null, disabledBecause: null } : {}) })
    .where(and(eq(webhooks.id, webhook), isTest ? or(failing, isNotNull(webhooks.disabledAt)) : failing));
}

/** What came of an attempt that failed. */
export interface Failure {
  readonly status: number | null;
  readonly fault: DeliveryFault;
  /** When it is tried again; null where it is given up. */
  readonly retryInMs: number | null;
}

/**
 * The receiver did not take it. Says whether that disabled the webhook: it has failed for so many days, or says (410)
 * that it is gone.
 */
export async function settleFailed(
  db: Queries,
  sent: Claimed,
  { status, fault, retryInMs, disableAfterDays }: Failure & { readonly disableAfterDays: number },
): Promise<'disabled' | 'goes-on'> {
  const next = sql`clock_timestamp() + make_interval(secs => ${(retryInMs ?? 0) / 1000}::float8)`;
  return db.transaction(async (tx) => {
    await lockWebhook(tx, sent.webhook);
    const settled = await tx
      .update(deliveries)
      .set({
        ...(retryInMs === null ? { state: 'given-up' as const, nextAt: null } : { nextAt: next }),
        lastStatus: status,
        lastFault: fault,
        claim: null,
      })
      .where(isOurs(sent))
      .returning({ id: deliveries.id });
    if (settled.length === 0) return 'goes-on';
    return markFailing(tx, sent, { isGone: status === 410, disableAfterDays });
  });
}

async function markFailing(
  tx: Queries,
  { webhook, event }: Claimed,
  { isGone, disableAfterDays }: { readonly isGone: boolean; readonly disableAfterDays: number },
): Promise<'disabled' | 'goes-on'> {
  const isWebhook = and(eq(webhooks.id, webhook), sql`${webhooks.disabledAt} is null`);
  if (!isGone && event.type === testType) return 'goes-on';
  await tx
    .update(webhooks)
    .set({ failingSince: sql`coalesce(${webhooks.failingSince}, now())` })
    .where(isWebhook);
  const tooLong = lt(
    webhooks.failingSince,
    sql`now() - make_interval(secs => ${disableAfterDays * 86_400}::float8)`,
  );
  const disabled = await tx
    .update(webhooks)
    .set({ disabledAt: sql`now()`, disabledBecause: isGone ? 'gone' : 'failing' })
    .where(and(isWebhook, isGone ? undefined : tooLong))
    .returning({ id: webhooks.id });
  return disabled.length > 0 ? 'disabled' : 'goes-on';
}

function isOurs({ id, claim }: Claimed) {
  return and(eq(deliveries.id, id), eq(deliveries.claim, claim));
}
