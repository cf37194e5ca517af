import type { WebhookSettings } from '../../webhooks/config.ts';
import { dropOldDeliveries } from '../../db/webhooks/deliveries.ts';
import type { Upkeep } from './upkeep.ts';

/** Deletes what the log of webhook deliveries need no longer show. */
export async function dropDeliveries(
  { db, log }: Pick<Upkeep, 'db' | 'log'>,
  { keepDays }: Pick<WebhookSettings, 'keepDays'>,
): Promise<number> {
  const dropped = await dropOldDeliveries(db.orm, keepDays);
  if (dropped > 0) log.info({ dropped }, 'Deleted deliveries of webhooks that are old.');
  return dropped;
}
