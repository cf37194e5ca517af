import { kept, type Kept } from '../../db/personal/door.ts';
import { isAnswerStored, storeTaskAnswer, type TaskAnswer } from '../../db/personal/task-answers.ts';
import { findTask, type ShownTask } from '../../db/task-list.ts';
import type { AnswerTask, UpdateResult } from '../../temporal/route-messages.ts';
import type { ApiDeps } from '../deps.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { viewerOf } from '../read-model/sight.ts';
import { Moved } from '../schemas/moved.ts';
import type { Update } from '../../temporal/update-route.ts';
import { demandOpen, steer } from '../steering/steer.ts';
import { type Actor, actorOfAnswer, proofOf } from '../tasks/actor.ts';
import { AnswerRequest, checkAnswer } from '../tasks/answer-request.ts';

type Deps = Pick<ApiDeps, 'db' | 'catalogue' | 'door'>;

export function answerTaskEndpoint(deps: Deps): Endpoint {
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
      ...(['not-found', 'wrong-fields', 'not-your-turn', 'task-closed', 'route-closed'] as const),
      ...(['not-waiting', 'officer-decides', 'not-yet-started', 'cannot-move-now'] as const),
    ],
    handle: async ({ caller, body, once, params: { id = '' } }) => {
      const task = await findTask(deps.db.orm, viewerOf(caller), id);
      if (task === undefined) throw new Problem('not-found');
      await demandAnswerable(deps, task, once?.id ?? '');
      const request = checkAnswer(deps.catalogue, task, body);
      const actor = await actorOfAnswer(deps.db.orm, task, { caller, actor: request.actor });
      const answer = { ...stored(deps, task, { ...actor, request }), id: once?.id ?? '' };
      await storeTaskAnswer(deps.db.orm, answer);
      const isDue = async () => (await findTask(deps.db.orm, viewerOf(caller), id))?.closedAt === null;
      const { seq, status } = await steer<UpdateResult>(
        { ...deps, isDue },
        task.route,
        updateBy(task, answer),
      );
      return { status: 200, body: { seq, status } };
    },
  });
}

function updateBy({ step, instance }: ShownTask, { id, task, declined }: TaskAnswer): Update {
  const argument: AnswerTask = { step, instance, task, answer: id, declined: declined !== null };
  return { name: 'answerTask', argument, id };
}

/** An answer's own repeat is for the route to judge. */
async function demandAnswerable({ db }: Deps, task: ShownTask, answer: string): Promise<void> {
  if (task.kind === 'officer') throw new Problem('officer-decides');
  const isStored = () => isAnswerStored(db.orm, answer);
  await demandOpen(db, task.route, isStored);
  if (task.closedAt !== null && !(await isStored())) throw new Problem('task-closed');
}

/** A task that is declined, or that asks for one mended field, demands no proof. */
function stored(
  { catalogue }: Deps,
  task: ShownTask,
  { request, ...actor }: Actor & { readonly request: AnswerRequest },
): Omit<TaskAnswer, 'id'> & Kept {
  const { answer, decline, proof } = request;
  const service = catalogue.services[task.service];
  const demanded = decline === null && task.kind === 'service' ? (service?.proof ?? []) : [];
  return {
    task: task.id,
    route: task.route,
    body: answer,
    declined: decline && decline.reason,
    actorKey: actor.actorKey,
    assertedBy: actor.assertedBy,
    proof: proofOf(demanded, proof, actor),
    ...kept(service?.purpose ?? task.service),
  };
}
