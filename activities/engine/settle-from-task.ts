import { markTaskAnswerTakenUp, readTaskAnswer } from '../../db/personal/task-answers.ts';
import { findTaskById } from '../../db/tasks.ts';
import type { SettleResult, StepCall } from '../../temporal/messages.ts';
import { openCall } from '../call/opening.ts';
import type { World } from '../world.ts';
import { declined, givenAnswer, recorded, settleStored, storedAccess } from './settle-stored.ts';

/** Settles a task's step by the answer that the API has checked and stored. */
export async function settleFromTask(
  world: World,
  call: StepCall,
  from: { readonly task: string; readonly answer: string },
): Promise<SettleResult> {
  const opening = await openCall(world, call);
  return recorded(world, call, async (tx) => {
    const task = await findTaskById(tx, call, from.task);
    if (task?.epoch !== call.epoch) return { is: 'ignored' };
    const access = storedAccess(opening, 'answer to a task', task.personKey);
    const stored = await readTaskAnswer(tx, access, from.answer);
    if (stored?.task !== from.task) return { is: 'ignored' };
    await markTaskAnswerTakenUp(tx, from.answer);
    const decidedBy = task.team === null ? 'person' : 'officer';
    const verdict =
      stored.declined === null ? givenAnswer(opening, stored.body, decidedBy) : declined(opening, decidedBy);
    return settleStored(tx, world, { opening, verdict });
  });
}
