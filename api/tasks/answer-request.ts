import { z } from 'zod';
import type { ShownTask } from '../../db/task-list.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { checkAgainst, under } from '../checks/check-against.ts';
import { Pinfl } from '../checks/person.ts';
import { type WrongField, wrongFields } from '../problems/problem.ts';
import { answerSchema } from '../read-model/task.ts';

export const proofKinds = ['oneid', 'e-imzo', 'assisted'] as const;

/** Says of a portal whose answer it brings, what the answer is, and how that is proven. */
export const AnswerRequest = z
  .object({
    actor: Pinfl.nullable().meta({
      description: 'Who answers. Portals name them; a citizen is named by their token, an officer by theirs.',
    }),
    answer: z.record(z.string(), z.unknown()).nullable().meta({ description: "By the task's `form`." }),
    decline: z
      .object({ reason: z.string().trim().min(1).max(2_000) })
      .nullable()
      .meta({ description: 'Instead of an answer: a no, or "leave it".' }),
    proof: z.object({ kind: z.enum(proofKinds), value: z.string().min(1).max(5_000) }).nullable(),
  })
  .meta({ id: 'AnswerRequest' });
export type AnswerRequest = z.output<typeof AnswerRequest>;

/** Checks request and answer together; throws `wrong-fields` with everything that is wrong at once. */
export function checkAnswer(catalogue: Catalogue, task: ShownTask, body: unknown): AnswerRequest {
  const request = checkAgainst(AnswerRequest, body);
  if (!request.ok) throw wrongFields(request.errors);
  const { answer, decline } = request.value;
  if ((answer === null) === (decline === null)) throw wrongFields([eitherOr]);
  if (answer === null) return request.value;
  const checked = checkAgainst(answerSchema(task, catalogue), answer);
  if (!checked.ok) throw wrongFields(under('/answer', checked.errors));
  return { ...request.value, answer: checked.value as Record<string, unknown> };
}

const eitherOr: WrongField = { pointer: '/answer', code: 'answer-or-decline' };
