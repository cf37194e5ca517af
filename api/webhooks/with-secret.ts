import type { Queries } from '../../db/client.ts';
import { claimKey, keepAnswer, type Once } from '../../db/idempotency.ts';
import { secretOf } from '../../db/webhooks/secrets.ts';
import type { WebhookRow } from '../../db/webhooks/subscriptions.ts';
import type { ApiDeps } from '../deps.ts';
import type { Answer } from '../http/endpoint.ts';
import { keptAnswer } from '../once/answer-once.ts';
import { Webhook } from '../schemas/webhook.ts';
import { shownWebhook } from './own-webhook.ts';

interface Made {
  readonly status: number;
  readonly row: WebhookRow;
}

/**
 * Makes a secret once under the request's key, whose id is the secret's. The answer is kept without the secret, which
 * stands encrypted in its own row: a repeat reads it there, as long as it is valid.
 */
export async function withSecret(
  { db, settings }: Pick<ApiDeps, 'db' | 'settings'>,
  once: Once,
  make: (tx: Queries) => Promise<Made>,
): Promise<Answer> {
  const { status, body } = await db.orm.transaction(async (tx) => {
    const kept = keptAnswer(await claimKey(tx, once));
    if (kept !== undefined) return kept;
    const made = await make(tx);
    const answer = { status: made.status, body: shownWebhook(made.row) };
    await keepAnswer(tx, once, answer);
    return answer;
  });
  const secret = await secretOf(db.orm, once.id, settings.webhooks.key);
  return { status, body: { ...Webhook.parse(body), secret } };
}
