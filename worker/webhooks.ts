import type { Logger } from 'pino';
import { dropDeliveries } from '../activities/upkeep/drop-deliveries.ts';
import { createPoster } from '../activities/webhooks/post.ts';
import { createSender, type Result } from '../activities/webhooks/sender.ts';
import type { Database } from '../db/client.ts';
import { webhookSettings } from '../webhooks/config.ts';
import type { Duty } from './look-after.ts';

/** All that a worker does for webhooks. */
export interface Webhooks {
  readonly duties: readonly Duty[];
  /** Takes up nothing more, and lets what is on its way arrive. */
  readonly close: () => Promise<void>;
}

export interface WayOut {
  readonly db: Database;
  readonly log: Logger;
  /** Hears what came of each attempt. */
  readonly observe: (result: Result) => void;
}

/** Opens the way out to portals. Throws where a setting is wrong, naming it; sends nothing by itself. */
export function openWebhooks({ db, log, observe }: WayOut): Webhooks {
  const settings = webhookSettings();
  const ending = new AbortController();
  const poster = createPoster(settings.target);
  const sender = createSender({ db, poster, settings, log, observe, signal: ending.signal });
  return {
    duties: [
      { what: 'send webhooks', everyMs: 1_000, work: sender.round },
      { what: 'drop old deliveries', everyMs: 3_600_000, work: () => dropDeliveries({ db, log }, settings) },
    ],
    close: async () => {
      ending.abort();
      await sender.settled();
      await poster.close();
    },
  };
}
