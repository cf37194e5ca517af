import { markDecisionTakenUp, readDecision } from '../../db/personal/decisions.ts';
import type { SettleResult, StepCall } from '../../temporal/messages.ts';
import { openCall } from '../call/opening.ts';
import type { World } from '../world.ts';
import { givenAnswer, settleStored, storedAccess } from './settle-stored.ts';

/** Settles a stuck step by the answer of an officer's `resolve`. */
export async function settleFromDecision(
  world: World,
  call: StepCall,
  decision: string,
): Promise<SettleResult> {
  const opening = await openCall(world, call);
  return world.db.orm.transaction(async (tx) => {
    const stored = await readDecision(tx, storedAccess(opening, "an officer's decision"), decision);
    if (stored?.action !== 'resolve' || stored.step !== call.step) return { is: 'ignored' };
    await markDecisionTakenUp(tx, decision);
    const verdict = givenAnswer(opening, stored.answer, 'officer');
    return settleStored(tx, world, { opening, verdict });
  });
}
