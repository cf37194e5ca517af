import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../../db/client.ts';

/** What upkeep works with. */
export interface Upkeep {
  readonly db: Database;
  readonly temporal: Client;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Rows that one go takes up; the rest waits for the next. */
export const atOnce = 100;

/** An error without its message, which may quote what was sent. */
export function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
