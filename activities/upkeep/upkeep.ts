import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
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

/** Of gRPC's codes. */
const invalidArgument = 3;

/**
 * Temporal is there, and takes nothing more for this one route: it was told too often, or too much. Whoever works through
 * a list must pass over it, or it holds up all that come after it.
 */
export function isRefusal(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  const code: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
  return code === invalidArgument;
}
