import { markDecisionTakenUp, readDecision } from '../../db/personal/decisions.ts';
import type { SettleResult, StepCall } from '../../temporal/messages.ts';
import type { Verdict } from '../call/verdict.ts';
import { openCall } from '../call/opening.ts';
import type { World } from '../world.ts';
import { givenAnswer, recorded, settleStored, storedAccess } from './settle-stored.ts';

/**
 * Settles a stuck step by the answer of an officer's `resolve`. Where taking back is what failed, their word says that
 * it was done by other means.
 */
export async function settleFromDecision(
  world: World,
  call: StepCall,
  decision: string,
): Promise<SettleResult> {
  const state = await openCall(world, call);
  const undo = state.row?.stuckReason === 'undo-failed';
  const opening = undo ? await openCall(world, call, { undo }) : state;
  return recorded(world, call, async (tx) => {
    const stored = await readDecision(tx, storedAccess(opening, "an officer's decision"), decision);
    if (stored?.action !== 'resolve' || stored.step !== call.step) return { is: 'ignored' };
    await markDecisionTakenUp(tx, decision);
    const verdict: Verdict = undo
      ? { is: 'done', answer: {}, decidedBy: 'officer', law: null }
      : givenAnswer(opening, stored.answer, 'officer');
    return settleStored(tx, world, { opening, verdict });
  });
}
