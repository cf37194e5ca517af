import { dropUnmatched } from '../../db/personal/inbox-sweep.ts';
import type { Upkeep } from './upkeep.ts';

/** Deletes callbacks that belonged to no step for so many days: their agencies were asked, or will not be. */
export async function dropCallbacksOfNobody(
  { db, log }: Pick<Upkeep, 'db' | 'log'>,
  days: number,
): Promise<{ readonly dropped: number }> {
  const dropped = await dropUnmatched(db.orm, days);
  if (dropped > 0) log.info({ dropped, days }, 'Deleted callbacks that belonged to no step.');
  return { dropped };
}
