import { z } from 'zod';

/** What came of an answer or a decision. */
export const Moved = z
  .object({
    seq: z.int().meta({ description: 'No later reading of the route shows a lower one.' }),
    status: z.string().meta({ description: 'Of the step, afterwards.' }),
  })
  .meta({ id: 'Moved' });

const PlanItem = z.object({
  step: z.string(),
  instance: z.int(),
  then: z.enum(['undone', 'stays', 'needs-person']),
  because: z.enum([
    'not-begun',
    'declares-undo',
    'no-undo',
    'rests-on-law',
    'ended-without-effect',
    'in-progress',
  ]),
});

/** What a withdrawal will do, step by step. */
export const Withdrawal = z.object({ plan: z.array(PlanItem), seq: z.int() }).meta({ id: 'Withdrawal' });

/** A reason in the words of whoever decides or asks; kept with the decision. */
export const Reason = z.string().trim().min(1).max(2_000);
