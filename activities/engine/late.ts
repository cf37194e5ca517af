import { callbacksWaiting } from '../../db/personal/inbox.ts';
import { isOpenIn } from '../../db/steps.ts';
import { openOfficerTask } from '../../db/tasks.ts';
import type { LateArgs, SettleResult, StepCall } from '../../temporal/messages.ts';
import { type Opening, openCall } from '../call/opening.ts';
import type { Ending } from '../call/verdict.ts';
import { officerTaskOf } from '../officer-task.ts';
import { settleStep } from '../settle-step.ts';
import type { World } from '../world.ts';
import { recorded } from './settle-stored.ts';
import { settleFromCallback } from './settle-from-callback.ts';

/** Refusal of every service whose step closes at its deadline. */
const tooLate: Ending = { is: 'refused', code: 'too-late', evidence: null, decidedBy: 'law', law: null };

/**
 * A deadline has passed. What the agency sent before counts, also where the route has not heard of it yet; else the
 * step closes as `too-late`, or the law's answer is taken as given, or the agency's team is asked to look.
 */
export async function late(world: World, { take, ...call }: LateArgs): Promise<SettleResult> {
  const early = await fromInbox(world, call);
  if (early !== null) return early;
  const opening = await openCall(world, call);
  if (take === 'escalate') return escalate(world, opening);
  const ending = take === 'close' ? tooLate : granted(opening);
  return world.db.orm.transaction((tx) =>
    settleStep(tx, opening, { ending, bodyHash: null, attempted: false }),
  );
}

async function fromInbox(world: World, call: StepCall): Promise<SettleResult | null> {
  for (const id of await callbacksWaiting(world.db.orm, call)) {
    const result = await settleFromCallback(world, call, { inbox: id, undoing: false });
    if (result.is !== 'ignored') return result;
  }
  return null;
}

/** An answer may be settled in the same moment: then there is nothing left to look after. */
async function escalate(world: World, opening: Opening): Promise<SettleResult> {
  const { args } = opening;
  return recorded(world, args, async (tx) => {
    if (await isOpenIn(tx, args)) await openOfficerTask(tx, officerTaskOf(opening));
    return { is: 'ignored' };
  });
}

function granted({ step, args }: Opening): Ending {
  const { late: at } = step;
  if (typeof at === 'string') throw new Error(`No law grants the step "${args.step}" by silence.`);
  return { is: 'done', answer: at.granted.answer, decidedBy: 'law', law: at.granted.law };
}
