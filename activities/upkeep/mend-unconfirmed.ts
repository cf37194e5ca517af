import { claimUnconfirmed, confirmRequest } from '../../db/personal/unconfirmed.ts';
import { mendRows } from './rebuild-route.ts';
import type { Upkeep } from './upkeep.ts';

/** What one go found. */
export interface Followed {
  /** Requests whose routes were compared with their histories. */
  readonly compared: number;
  /** Routes whose rows a lost workflow task had written: it is somebody's turn again. */
  readonly rebuilt: number;
}

/** Each takes a look into one history. */
const atOnce = 20;

/**
 * Compares routes with their histories that were told something by somebody who never heard whether they have it: who
 * told them may not come back, and the rows say what no run knows. What is under way is left for the next time.
 */
export async function mendUnconfirmed(upkeep: Upkeep): Promise<Followed> {
  const { orm } = upkeep.db;
  const did = { compared: 0, rebuilt: 0 };
  for (const { id, route } of await claimUnconfirmed(orm, atOnce)) {
    const mended = await mendRows(upkeep, route);
    if (mended === 'not-now') continue;
    await confirmRequest(orm, id);
    did.compared += 1;
    if (mended === 'rewritten') did.rebuilt += 1;
  }
  return did;
}
