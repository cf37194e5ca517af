import type { Logger } from 'pino';
import { dropDeliveries } from '../activities/upkeep/drop-deliveries.ts';
import { createPoster } from '../activities/webhooks/post.ts';
import { createSender } from '../activities/webhooks/sender.ts';
import type { Database } from '../db/client.ts';
import { oldestUndelivered } from '../db/webhooks/deliveries.ts';
import { webhookSettings } from '../webhooks/config.ts';
import type { Duty } from './look-after.ts';
import { createWorkerMetrics } from './metrics.ts';

/** All that a worker does for webhooks. */
export interface Webhooks {
  readonly duties: readonly Duty[];
  /** Text for Prometheus. */
  readonly metrics: () => Promise<string>;
  /** Takes up nothing more, and lets what is on its way arrive. */
  readonly close: () => Promise<void>;
}

/** Opens the way out to portals. Throws where a setting is wrong, naming it; sends nothing by itself. */
export function openWebhooks(db: Database, log: Logger): Webhooks {
  const settings = webhookSettings();
  const ending = new AbortController();
  const poster = createPoster(settings.target);
  const metrics = createWorkerMetrics({
    oldestUndelivered: () => oldestUndelivered(db.orm),
  });
  const observe = metrics.delivery;
  const sender = createSender({ db, poster, settings, log, observe, signal: ending.signal });
  return {
    duties: [
      { what: 'send webhooks', everyMs: 1_000, work: sender.round },
      { what: 'drop old deliveries', everyMs: 3_600_000, work: () => dropDeliveries({ db, log }, settings) },
    ],
    metrics: () => metrics.registry.metrics(),
    close: async () => {
      ending.abort();
      await sender.settled();
      await poster.close();
    },
  };
}
