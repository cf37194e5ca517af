import { z } from 'zod';
import { Day, pageOf } from './common.ts';

const JsonSchema = z.record(z.string(), z.unknown());

const summary = {
  id: z.string(),
  title: z.string(),
  versions: z
    .array(Day)
    .meta({ description: 'Dates from which a definition is or will be in force, oldest first.' }),
  links: z.record(z.string(), z.string()),
};

export const LifeEventSummary = z.object(summary).meta({ id: 'LifeEventSummary' });
export const LifeEventPage = pageOf(LifeEventSummary).meta({ id: 'LifeEventPage' });

const StepText = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  kind: z.enum(['call', 'task', 'proof', 'rule']),
  agency: z.object({ id: z.string(), name: z.string() }),
  basis: z.enum(['law', 'consent']),
  onWish: z.boolean().meta({
    description:
      'Done only because the person asks for it: withdrawing stops it, though the law is its basis.',
  }),
  purpose: z.object({ code: z.string(), text: z.string() }),
  needs: z.array(z.string()),
  when: z.string().nullable().meta({ description: 'The condition in words; null: always.' }),
  each: z
    .string()
    .nullable()
    .meta({ description: 'List or step whose elements it is done for, one by one.' }),
  by: z.string().nullable().meta({ description: 'Whose turn a task is.' }),
  after: z.string().nullable(),
  within: z.string().nullable().meta({ description: 'Term, e.g. `1 working day`.' }),
  since: z.string().nullable().meta({ description: "What the term counts from; null: the step's start." }),
  late: z.enum(['escalate', 'close', 'granted']),
  essential: z.boolean(),
  undo: z.string().nullable(),
});

/** A definition as portals and their developers read it. */
export const LifeEvent = z
  .object({
    ...summary,
    version: Day,
    inForce: z.object({ from: Day, by: z.string() }),
    law: z.array(z.string()),
    event: JsonSchema.meta({ description: 'JSON Schema (2020-12) of the event.' }),
    steps: z.array(StepText),
    diagram: z.string().meta({ description: 'Mermaid flowchart.' }),
  })
  .meta({ id: 'LifeEvent' });
export type LifeEvent = z.output<typeof LifeEvent>;
