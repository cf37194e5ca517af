import { z } from 'zod';
import { Instant, pageOf } from './common.ts';

/** Whose turn a task is. Never a number. */
const For = z.union([
  z.object({
    party: z.string().meta({ description: '`applicant`, `item` or a field of the event.' }),
    instance: z.int(),
  }),
  z.object({ team: z.string() }),
]);

/** Something a person or an officer has to do. */
export const Task = z
  .object({
    id: z.string(),
    route: z.string(),
    step: z.string(),
    instance: z.int(),
    title: z.string(),
    for: For,
    dueAt: Instant.nullable(),
    level: z.int().optional().meta({
      description:
        "Of officers' tasks: 1; left beyond its term 2, the head's too; then 3, on the operator's daily list.",
    }),
    levelSince: Instant.nullable()
      .optional()
      .meta({ description: "Of officers' tasks: when it came to a level above 1." }),
    form: z.record(z.string(), z.unknown()).nullable().meta({
      description: 'JSON Schema of the answer; null where the service is not in the catalogue any more.',
    }),
  })
  .meta({ id: 'Task' });
export type Task = z.output<typeof Task>;
export const TaskPage = pageOf(Task).meta({ id: 'TaskPage' });
