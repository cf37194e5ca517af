import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../../db/client.ts';
import { type Claimed, claimDeliveries, claimMs, dueWebhooks } from '../../db/webhooks/outbox.ts';
import { validSecrets } from '../../db/webhooks/secrets.ts';
import { settleDelivered, settleFailed } from '../../db/webhooks/settle.ts';
import type { WebhookSettings } from '../../webhooks/config.ts';
import { kindOf } from '../upkeep/upkeep.ts';
import type { Posted, Poster } from './post.ts';
import { retryInMs } from './schedule.ts';
import { signedHeaders } from './sign.ts';

/** What came of one attempt. */
export type Result = 'delivered' | 'failed' | 'given-up' | 'disabled';

export interface SenderDeps {
  readonly db: Database;
  readonly poster: Pick<Poster, 'post'>;
  readonly settings: Pick<WebhookSettings, 'key' | 'disableAfterDays'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly observe: (result: Result) => void;
  /** Ends when no more may be claimed. */
  readonly signal: AbortSignal;
}

/** Sends what portals subscribed to; several workers do it at once. */
export interface Sender {
  /** Begins to send all that is due, each webhook at its own pace, and does not wait for it. */
  readonly round: () => Promise<void>;
  /** Waits for what is under way. */
  readonly settled: () => Promise<void>;
}

/** Webhooks that one process sends to at a time. */
const atATime = 16;

export function createSender(deps: SenderDeps): Sender {
  const underWay = new Map<string, Promise<void>>();
  const begin = (webhook: string) => {
    const sending = drain(deps, webhook)
      .catch((error: unknown) => {
        deps.log.warn({ webhook, kind: kindOf(error) }, 'Deliveries are left for the next round.');
      })
      .finally(() => underWay.delete(webhook));
    underWay.set(webhook, sending);
  };
  return {
    round: async () => {
      const due = await dueWebhooks(deps.db.orm);
      const idle = due.filter((webhook) => !underWay.has(webhook));
      idle.slice(0, Math.max(0, atATime - underWay.size)).forEach(begin);
    },
    settled: async () => {
      await Promise.all(underWay.values());
    },
  };
}

/** Sends to one webhook until nothing more is due. */
async function drain(deps: SenderDeps, webhook: string): Promise<void> {
  while (!deps.signal.aborted) {
    const secrets = await validSecrets(deps.db.orm, webhook, deps.settings.key);
    if (secrets.length === 0) {
      deps.log.warn(
        { webhook },
        'Its secrets were made under another WEBHOOK_SECRET_KEY: its portal must rotate.',
      );
      return;
    }
    const claimedAt = performance.now();
    const claimed = await claimDeliveries(deps.db.orm, webhook, randomUUID());
    if (claimed.length === 0) return;
    await Promise.all(claimed.map((one) => deliver(deps, one, { secrets, claimedAt })));
  }
}

async function deliver(
  deps: SenderDeps,
  claimed: Claimed,
  { secrets, claimedAt }: { readonly secrets: readonly string[]; readonly claimedAt: number },
): Promise<void> {
  // A process that was stopped for long may have lost its claim to another one.
  if (performance.now() - claimedAt > claimMs / 2) return;
  const body = JSON.stringify(claimed.event);
  const headers = signedHeaders(claimed.event.id, body, { secrets, now: new Date() });
  const posted = await deps.poster.post({ url: claimed.url, headers, body });
  deps.observe(await settle(deps, claimed, posted));
}

async function settle({ db, settings, log }: SenderDeps, claimed: Claimed, posted: Posted): Promise<Result> {
  const { webhook, event, attempt } = claimed;
  if (posted.is === 'taken') {
    await settleDelivered(db.orm, claimed, posted.status);
    return 'delivered';
  }
  const { status, fault, askedForMs } = posted;
  const isGone = status === 410;
  const wait = isGone ? null : retryInMs(event, { attempt, askedForMs }, Math.random());
  const { disableAfterDays } = settings;
  const failure = { status, fault, retryInMs: wait, disableAfterDays };
  if ((await settleFailed(db.orm, claimed, failure)) === 'disabled') {
    log.warn(
      { webhook, status, fault },
      'A webhook is disabled: its portal sees it in the list of its webhooks.',
    );
    return 'disabled';
  }
  return wait === null ? 'given-up' : 'failed';
}
