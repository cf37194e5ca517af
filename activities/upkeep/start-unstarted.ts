import { markStarted } from '../../db/start-route.ts';
import { claimUnstarted, type UnstartedRoute } from '../../db/unstarted.ts';
import type { RouteInput } from '../../temporal/messages.ts';
import { startRoute } from '../../temporal/start-route.ts';
import { atOnce, isRefusal, kindOf, type Upkeep } from './upkeep.ts';

/** What one go of the reconciler did. */
export interface Started {
  readonly started: number;
  /** Temporal had them; only the mark was missing. */
  readonly wasStarted: number;
  /** Temporal refused them: each is tried again in the next go, and holds up no other. */
  readonly failed: number;
  /** Temporal could not be asked: the rest is tried in the next go. */
  readonly gaveUp: boolean;
}

/**
 * Starts the routes that were accepted while Temporal was away, or whose starter died. Several workers may do this at
 * once; a route that is started twice runs once.
 */
export async function startUnstarted({ db, temporal, log }: Upkeep): Promise<Started> {
  const did = await db.orm.transaction(async (tx) => {
    const counts = { started: 0, wasStarted: 0, failed: 0 };
    for (const route of await claimUnstarted(tx, atOnce)) {
      try {
        const result = await startRoute(temporal, routeInputOf(route), route.id);
        counts[result === 'started' ? 'started' : 'wasStarted'] += 1;
      } catch (error) {
        log.warn({ route: route.id, kind: kindOf(error) }, 'Temporal took no route; trying again shortly.');
        if (!isRefusal(error)) return { ...counts, gaveUp: true };
        counts.failed += 1;
        continue;
      }
      await markStarted(tx, route.id);
    }
    return { ...counts, gaveUp: false };
  });
  if (did.started + did.wasStarted > 0) log.info(did, 'Started routes that were waiting for it.');
  return did;
}

/** The workflow's argument, as it is made of a route's row. Pure. */
export function routeInputOf({ compiled, start, region, testData, timeScale }: UnstartedRoute): RouteInput {
  return { ...start, route: compiled, region, testData, timeScale };
}
