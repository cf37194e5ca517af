import type { Logger } from 'pino';
import type { Database } from '../db/client.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import type { WebhookSettings } from '../webhooks/config.ts';
import type { TokenReader } from './callers/token-reader.ts';
import type { Metrics } from './http/metrics.ts';
import type { Rate } from './http/rate-limit.ts';
import type { UnderWay } from './http/under-way.ts';
import type { RouteChanges } from './long-poll/route-changes.ts';
import type { Errands } from './steering/errands.ts';
import type { RouteDoor } from './steering/route-door.ts';

/** What the endpoints work with. Tests pass fakes in. */
export interface ApiDeps {
  readonly db: Database;
  readonly catalogue: Catalogue;
  readonly readToken: TokenReader;
  readonly door: RouteDoor;
  readonly changes: RouteChanges;
  readonly errands: Errands;
  readonly underWay: UnderWay;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly settings: ApiSettings;
  /** False once the process is asked to end: it takes no new work. */
  readonly isOpen: () => boolean;
  /** Whether routes can be moved just now; shown by readiness, which does not depend on it. */
  readonly canMoveRoutes: () => Promise<boolean>;
}

export interface ApiSettings {
  /** Routes started here are test data. */
  readonly testData: boolean;
  readonly timeScale: number;
  /** Secret of the callbacks of an agency, `whsec_…`. */
  readonly callbackSecret: (agency: string) => string;
  /** Callbacks of unknown transactions that are kept of each agency. */
  readonly unknownCallbacks: number;
  readonly rate: Rate;
  readonly webhooks: Pick<WebhookSettings, 'key' | 'target' | 'overlapHours'>;
}
