import { WorkflowNotFoundError } from '@temporalio/client';
import { markCallbackSignalled } from '../../db/personal/inbox.ts';
import {
  claimUntold,
  giveUpUnmatched,
  matchCallbacks,
  type UntoldCallback,
} from '../../db/personal/inbox-sweep.ts';
import { type AgencyAnswered, message } from '../../temporal/route-messages.ts';
import { atOnce, isRefusal, kindOf, type Upkeep } from './upkeep.ts';

/** What one sweep of the inbox did. */
export interface Told {
  /** Callbacks that were matched with a step after they came. */
  readonly matched: number;
  readonly told: number;
  /** Their routes have closed: kept, and told to nobody. */
  readonly tooLate: number;
  /** Nobody's after a day of trying. */
  readonly givenUp: number;
  /** Temporal refused them: each is tried again in the next go, and holds up no other. */
  readonly failed: number;
  /** Temporal could not be asked: the rest is tried in the next go. */
  readonly gaveUp: boolean;
}

/** Tells routes of callbacks that stand in the inbox and that they have not been told of. */
export async function tellCallbacks({ db, temporal, log }: Upkeep): Promise<Told> {
  const matched = await matchCallbacks(db.orm);
  const givenUp = await giveUpUnmatched(db.orm);
  if (givenUp.length > 0)
    log.warn({ givenUp }, 'Callbacks belong to no step, after a day of trying: ask their agencies.');
  const did = await db.orm.transaction(async (tx) => {
    const counts = { told: 0, tooLate: 0, failed: 0 };
    for (const callback of await claimUntold(tx, atOnce)) {
      try {
        counts[(await tell(temporal, callback)) ? 'told' : 'tooLate'] += 1;
      } catch (error) {
        log.warn(
          { inbox: callback.id, kind: kindOf(error) },
          'Temporal took no signal; trying again shortly.',
        );
        if (!isRefusal(error)) return { ...counts, gaveUp: true };
        counts.failed += 1;
        continue;
      }
      await markCallbackSignalled(tx, callback.id);
    }
    return { ...counts, gaveUp: false };
  });
  return { matched, givenUp: givenUp.length, ...did };
}

/** False where the route has closed: its agency's answer is recorded and ignored. */
async function tell(temporal: Upkeep['temporal'], callback: UntoldCallback): Promise<boolean> {
  const { id: inbox, route, step, instance, epoch } = callback;
  const answered: AgencyAnswered = { step, instance, epoch, inbox };
  try {
    await temporal.workflow.getHandle(route).signal(message.agencyAnswered, answered);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
