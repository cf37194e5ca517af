import { z } from 'zod';
import { Person } from '../checks/person.ts';
import { Day, Instant, Name } from '../schemas/common.ts';

/** Clocks of portals may run ahead a little. */
const clockAheadMs = 5 * 60_000;

export const Consent = z
  .object({
    purpose: Name,
    textVersion: z.string().min(1).max(100).meta({ description: 'Which wording the person was shown.' }),
    givenAt: Instant.refine((at) => Date.parse(at) <= Date.now() + clockAheadMs, {
      params: { text: 'instant-in-future' },
    }),
  })
  .meta({ id: 'Consent', description: 'Leave to use data for a purpose.' });
export type Consent = z.output<typeof Consent>;

/** What a portal posts to start a route. The event has its own schema: GET /v1/life-events/{id}. */
export const StartRequest = z
  .object({
    lifeEvent: Name.meta({ description: 'Kind of thing that happened, e.g. `child-birth`.' }),
    person: Person.meta({ description: 'Who applies.' }),
    event: z.record(z.string(), z.unknown()).meta({
      description: 'What happened, by the JSON Schema that GET /v1/life-events/{id} gives.',
    }),
    consents: z.array(Consent).max(50).nullable(),
    region: z
      .string()
      .regex(/^[\w-]{1,40}$/)
      .nullable()
      .meta({ description: 'Code of the region, e.g. `1726`.' }),
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/)
      .meta({ description: 'How the report came, a lower-case word: `portal`, `app`, `office`.' }),
  })
  .meta({ id: 'StartRequest' });
export type StartRequest = z.output<typeof StartRequest>;

export const Started = z
  .object({
    id: z.string(),
    state: z.literal('open'),
    version: Day,
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Started' });
export type Started = z.output<typeof Started>;
