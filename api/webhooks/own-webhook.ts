import type { Queries } from '../../db/client.ts';
import { findWebhook, type WebhookRow } from '../../db/webhooks/subscriptions.ts';
import type { Caller } from '../callers/caller.ts';
import { Problem } from '../problems/problem.ts';
import type { Webhook } from '../schemas/webhook.ts';

/** The portal that calls; the endpoints of webhooks are for portals only. */
export function clientOf(caller: Caller): string {
  if (caller.role !== 'portal') throw new Problem('forbidden');
  return caller.client;
}

/** The caller's webhook of this id; another portal's does not exist for them. */
export async function ownWebhook(db: Queries, caller: Caller, id: string): Promise<WebhookRow> {
  const row = await findWebhook(db, clientOf(caller), id);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** A webhook as its portal sees it. */
export function shownWebhook(row: WebhookRow): Webhook {
  const { id, url, description, disabledBecause } = row;
  return {
    id,
    url,
    events: row.events as Webhook['events'],
    description,
    createdAt: row.createdAt.toISOString(),
    failingSince: row.failingSince?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledBecause,
  };
}
