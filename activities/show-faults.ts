import { ApplicationFailure } from '@temporalio/common';
import { clearFaultsOf, markFaults } from '../db/route-faults.ts';
import { failure } from '../temporal/messages.ts';
import type { World } from './world.ts';

/** An activity of the engine that failed so often is no passing trouble; a quarter of a minute has gone by then. */
const shownFrom = 5;

/**
 * Runs an activity of the engine, which Temporal repeats for ever: where it goes on failing by a fault of ours, its route
 * is marked, so that nobody waits unseen; once it goes well the mark is taken away. Throws what `work` throws.
 */
export async function showingFaults<T>(world: World, route: string, work: () => Promise<T>): Promise<T> {
  const isLate = world.surroundings().attempt >= shownFrom;
  try {
    const result = await work();
    if (isLate) await quietly(world, () => clearFaultsOf(world.db.orm, [route], ['activity-fails']));
    return result;
  } catch (error) {
    const isOurs = error instanceof ApplicationFailure && error.type === failure.unexpected;
    if (isLate && isOurs) await quietly(world, () => markFaults(world.db.orm, [route], 'activity-fails'));
    throw error;
  }
}

/** The mark is not worth an attempt: the next one sets or takes it. */
async function quietly({ log }: World, write: () => Promise<readonly string[]>): Promise<void> {
  try {
    await write();
  } catch {
    log.warn('A route could not be marked as held up by a fault of ours; trying again.');
  }
}
