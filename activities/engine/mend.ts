import { z } from 'zod';
import { kept } from '../../db/personal/door.ts';
import { storeMended } from '../../db/personal/mended.ts';
import { markTaskAnswerTakenUp, readTaskAnswer } from '../../db/personal/task-answers.ts';
import { raiseSeq } from '../../db/routes.ts';
import { closeTasks, findTaskById } from '../../db/tasks.ts';
import type { MendArgs } from '../../temporal/messages.ts';
import { type Opening, openCall } from '../call/opening.ts';
import type { World } from '../world.ts';
import { storedAccess } from './settle-stored.ts';

/**
 * Keeps the field that the person mended for the next epoch. Throws where task or answer are not stored, or the value
 * does not fit the field: the API has checked both before it told the route.
 */
export async function mend(
  world: World,
  { task: taskId, answer: answerId, ...call }: MendArgs,
): Promise<void> {
  const opening = await openCall(world, call);
  await world.db.orm.transaction(async (tx) => {
    const task = await findTaskById(tx, call, taskId);
    const answer = await readTaskAnswer(tx, storedAccess(opening, 'a mended field'), answerId);
    if (task?.field == null || task.epoch !== call.epoch || answer?.task !== taskId)
      throw new Error(`The answer ${answerId} mends nothing of the step "${call.step}".`);
    const { route, step, instance, epoch } = call;
    await storeMended(tx, {
      ...{ route, step, instance, epoch: epoch + 1, field: task.field },
      value: mendedValue(opening, task.field, answer.body),
      ...kept(opening.service.purpose),
    });
    await markTaskAnswerTakenUp(tx, answerId);
    await closeTasks(tx, call);
    await raiseSeq(tx, route, call.seq);
  });
}

function mendedValue({ service }: Opening, field: string, body: Record<string, unknown> | null): unknown {
  const schema: unknown = service.input.shape[field];
  const value = schema instanceof z.ZodType ? schema.safeParse(body?.[field]) : undefined;
  if (value?.success) return value.data;
  throw new Error(`The stored answer does not fit the field "${field}" of ${service.id}.`);
}
