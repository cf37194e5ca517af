import type { Queries } from '../../db/client.ts';
import { findIntent, readdressIntent } from '../../db/intents.ts';
import { type Callback, markCallbackApplied, readCallback } from '../../db/personal/inbox.ts';
import { readdressStep } from '../../db/steps.ts';
import type { SettleResult, StepCall } from '../../temporal/messages.ts';
import { type Opening, openCall } from '../call/opening.ts';
import { verdictOf } from '../call/read-answer.ts';
import type { World } from '../world.ts';
import { recorded, settleStored, storedAccess } from './settle-stored.ts';

/**
 * Settles a step by what its agency sent. A callback for another epoch is noted and ignored, and so is a late or second
 * one to an act that is being taken back; one that decides nothing ("not yet") leaves the step waiting.
 */
export async function settleFromCallback(
  world: World,
  call: StepCall,
  { inbox, undoing }: { readonly inbox: string; readonly undoing: boolean },
): Promise<SettleResult> {
  const opening = await openCall(world, call);
  return recorded(world, call, async (tx) => {
    const callback = await readCallback(tx, storedAccess(opening, 'an answer that came later'), inbox);
    if (callback === undefined) return { is: 'ignored' };
    await markCallbackApplied(tx, inbox);
    if (!isFor(call, callback)) return { is: 'ignored' };
    const opened = await openedFor(tx, world, { callback, opening });
    return opened.undo === undoing ? apply(tx, world, { callback, opening: opened }) : { is: 'ignored' };
  });
}

function isFor(call: StepCall, { of }: Callback): boolean {
  return of?.step === call.step && of.instance === call.instance && of.epoch === call.epoch;
}

/** The answer may be to the act or to its undoing: the intent tells which. */
async function openedFor(
  tx: Queries,
  world: World,
  { callback, opening }: { readonly callback: Callback; readonly opening: Opening },
): Promise<Opening> {
  const intent = await findIntent(tx, callback.agency, callback.transactionId);
  return intent?.undo ? openCall(world, opening.args, { undo: true, db: tx }) : opening;
}

async function apply(
  tx: Queries,
  world: World,
  { callback, opening }: { readonly callback: Callback; readonly opening: Opening },
): Promise<SettleResult> {
  const { service, undo, args, key } = opening;
  const verdict = verdictOf(world.platform.read(service.id, callback.payload), { service, undo });
  if (verdict.is !== 'readdressed') return settleStored(tx, world, { opening, verdict });
  await readdressStep(tx, args, verdict.agency);
  await readdressIntent(tx, key, verdict.agency);
  return verdict;
}
