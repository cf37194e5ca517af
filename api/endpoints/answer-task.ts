import { kept } from '../../db/personal/door.ts';
import { storeTaskAnswer } from '../../db/personal/task-answers.ts';
import { findTask, type ShownTask } from '../../db/task-list.ts';
import type { AnswerTask, UpdateResult } from '../../temporal/messages.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { viewerOf } from '../read-model/sight.ts';
import { Moved } from '../schemas/moved.ts';
import { demandOpen, steer } from '../steering/steer.ts';
import { actorOfAnswer, proofOf } from '../tasks/actor.ts';
import { AnswerRequest, checkAnswer } from '../tasks/answer-request.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'door'>;

export function answerTaskEndpoint(deps: Deps): Endpoint {
  const { db, catalogue } = deps;
  return endpoint({
    id: 'answerTask',
    tag: 'Tasks',
    method: 'post',
    path: '/v1/tasks/{id}/answer',
    summary: 'Answer a task, or decline it',
    description:
      "The actor must be the task's person: a citizen's token proves it, a portal's word is recorded as that portal's. Where the service demands a proof, a citizen's own token counts as `oneid`.",
    for: ['portal', 'citizen', 'officer'],
    once: 'around',
    bodyAsTold: AnswerRequest,
    answers: { 200: { description: 'The route has it.', schema: Moved } },
    problems: [
      'not-found',
      'wrong-fields',
      'not-your-turn',
      'task-closed',
      'route-closed',
      'not-waiting',
      'officer-decides',
      'not-yet-started',
      'cannot-move-now',
    ],
    handle: async ({ caller, body, once, params: { id = '' } }) => {
      const task = await findTask(db.orm, viewerOf(caller), id);
      if (task === undefined) throw new Problem('not-found');
      await demandAnswerable(deps, task);
      const { actor, answer, decline, proof } = checkAnswer(catalogue, task, body);
      const { actorKey, assertedBy, isPresent } = await actorOfAnswer(db.orm, task, { caller, actor });
      const demanded =
        decline === null && task.kind === 'service' ? (catalogue.services[task.service]?.proof ?? []) : [];
      const row = once?.id ?? '';
      await storeTaskAnswer(db.orm, {
        id: row,
        task: task.id,
        route: task.route,
        body: answer,
        declined: decline?.reason ?? null,
        actorKey,
        assertedBy,
        proof: proofOf(demanded, proof, { actorKey, assertedBy, isPresent }),
        ...kept(catalogue.services[task.service]?.purpose ?? task.service),
      });
      const { step, instance } = task;
      const argument: AnswerTask = { step, instance, task: task.id, answer: row, declined: decline !== null };
      const { seq, status } = await steer<UpdateResult>(deps, task.route, {
        name: 'answerTask',
        argument,
        id: row,
      });
      return { status: 200, body: { seq, status } };
    },
  });
}

async function demandAnswerable({ db }: Deps, task: ShownTask): Promise<void> {
  if (task.kind === 'officer') throw new Problem('officer-decides');
  await demandOpen(db, task.route);
  if (task.closedAt !== null) throw new Problem('task-closed');
}
