import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { isDatabaseAway } from '../db/away.ts';
import { failure } from '../temporal/messages.ts';
import type { World } from './world.ts';

/**
 * Runs an activity so that nothing personal leaves it by a failure: messages of databases and parsers quote values,
 * and failures go into histories. What we throw on purpose passes; of everything else only its kind and place are
 * told, to Temporal and to the log alike. That PostgreSQL is away
 * is told apart: waiting mends it.
 */
export async function safely<T>(name: string, log: World['log'], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
    const kind = kindOf(error);
    if (isDatabaseAway(error)) {
      log.warn({ activity: name, kind }, 'PostgreSQL is away or too slow; the activity is tried again.');
      throw ApplicationFailure.create({
        type: failure.database,
        message: `${name} could not use PostgreSQL (${kind}). It is tried again.`,
      });
    }
    log.error({ activity: name, kind, at: placesOf(error) }, 'An activity failed by a fault of ours.');
    throw ApplicationFailure.create({
      type: failure.unexpected,
      message: `${name} failed (${kind}). It is tried again; the worker's log tells where.`,
    });
  }
}

/** Names and codes of an error and its cause, e.g. `DrizzleQueryError, error 23505`. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const own = `${error.name}${code}`;
  return error.cause === undefined ? own : `${own}, ${kindOf(error.cause)}`;
}

/** The lines of the stack without the message above them. */
function placesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}
