import { and, asc, eq, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { webhookDeliveries, webhooks } from './schema.ts';

export type WebhookRow = typeof webhooks.$inferSelect;
type NewWebhook = Pick<WebhookRow, 'id' | 'client' | 'url' | 'events' | 'description'>;

/** Enters a webhook, unless its client has so many already: then undefined. Give it a transaction. */
export async function enterWebhook(
  tx: Queries,
  webhook: NewWebhook,
  most: number,
): Promise<WebhookRow | undefined> {
  // Two at once of one client would each count without the other.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('webhooks of a client'), hashtext(${webhook.client}))`,
  );
  if ((await tx.$count(webhooks, eq(webhooks.client, webhook.client))) >= most) return undefined;
  const [row] = await tx.insert(webhooks).values(webhook).returning();
  return row;
}

/** The client's webhooks, oldest first. */
export async function listWebhooks(db: Queries, client: string): Promise<WebhookRow[]> {
  return db.select().from(webhooks).where(eq(webhooks.client, client)).orderBy(asc(webhooks.createdAt));
}

/** The webhook, if it is this client's. */
export async function findWebhook(db: Queries, client: string, id: string): Promise<WebhookRow | undefined> {
  const [row] = await db.select().from(webhooks).where(isOf(client, id));
  return row;
}

/**
 * Locks a webhook until the transaction ends. Whoever changes its deliveries does this first: in one order, nobody waits
 * in a circle. Undefined where it was deleted.
 */
export async function lockWebhook(tx: Queries, id: string) {
  const [row] = await tx
    .select({ url: webhooks.url, disabledAt: webhooks.disabledAt })
    .from(webhooks)
    .where(eq(webhooks.id, id))
    .for('no key update');
  return row;
}

/** Deletes a webhook with its secrets and its log; false where the client has none of this id. */
export async function deleteWebhook(db: Queries, client: string, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const deleted = await tx.delete(webhooks).where(isOf(client, id)).returning({ id: webhooks.id });
    if (deleted.length > 0) await tx.delete(webhookDeliveries).where(eq(webhookDeliveries.webhook, id));
    return deleted.length > 0;
  });
}

function isOf(client: string, id: string) {
  return and(eq(webhooks.client, client), eq(webhooks.id, id));
}
