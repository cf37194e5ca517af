import type { Logger } from 'pino';
import type { BreakerSettings } from '../db/gates.ts';
import type { Database } from '../db/client.ts';
import type { DefinitionOf } from '../db/definitions.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import type { Platform } from './platform/index.ts';

/** What the running activity tells and asks of Temporal. */
export interface Surroundings {
  /** Counts from 1. */
  readonly attempt: number;
  /** Aborts when the workflow no longer wants the call. */
  readonly cancelled: AbortSignal;
  heartbeat(): void;
}

/** All that activities reach the world through; passed in, so that tests pass their own. */
export interface World {
  readonly db: Database;
  readonly catalogue: Catalogue;
  readonly platform: Pick<Platform, 'call' | 'read'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly breaker: BreakerSettings;
  /** A request may reach its agency so long after it was sent, also where its sender is gone. */
  readonly onItsWayMs: number;
  readonly surroundings: () => Surroundings;
  /** The compiled route with this hash, kept in memory. */
  readonly definitionOf: DefinitionOf;
  /** Hashes of their definitions, by the ids of routes that were met lately. */
  readonly met: Map<string, string | Promise<string | undefined>>;
}
