import { z } from 'zod';

/** RFC 9457. */
export const ProblemBody = z
  .object({
    type: z.string().meta({ description: 'Leads to what it means: `/problems/<slug>`. Decide by this.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "For people, in the caller's language." }),
    traceId: z.string().meta({ description: 'Give it to whoever runs this API.' }),
    outcome: z.string().nullable().optional().meta({ description: 'Of a route that closed.' }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'All wrong fields: JSON pointer, code, and a sentence for people.' }),
  })
  .meta({ id: 'Problem' });
