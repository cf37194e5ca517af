import { z } from 'zod';
import { Instant } from './common.ts';
import { Reason } from './moved.ts';

export const Maintenance = z
  .object({ id: z.string(), from: Instant, to: Instant, reason: z.string() })
  .meta({ id: 'Maintenance' });
export type Maintenance = z.output<typeof Maintenance>;

const longestDays = 31;

/** A window may have begun already, and is still to last a moment. */
export const MaintenanceRequest = z
  .object({ from: Instant, to: Instant, reason: Reason })
  .refine(({ from, to }) => Date.parse(to) > Math.max(Date.parse(from), Date.now()), {
    path: ['to'],
    params: { text: 'window-over' },
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= longestDays * 86_400_000, {
    path: ['to'],
    params: { text: 'window-too-long', days: longestDays },
  })
  .meta({ id: 'MaintenanceRequest' });

export const AgencyStanding = z
  .object({
    id: z.string(),
    name: z.string(),
    standing: z.enum(['open', 'down', 'maintenance']),
    since: Instant.nullable().meta({ description: 'Since when it is down, or has been in maintenance.' }),
    nextProbeAt: Instant.nullable().meta({ description: 'Of one that is down: when it is tried next.' }),
    maintenance: z
      .array(Maintenance)
      .meta({ description: 'Windows that are on or to come, the next first.' }),
    waiting: z.object({ routes: z.int(), late: z.int(), willBeLate: z.int() }).nullable().meta({
      description: 'Open routes that wait on it; for its own officers and the operator, else null.',
    }),
    unknownCallbacks: z.object({ tried: z.int(), givenUp: z.int() }).nullable().meta({
      description:
        'Answers it sent to transactions that nobody knows; for its own officers and the operator.',
    }),
  })
  .meta({ id: 'AgencyStanding' });
export type AgencyStanding = z.output<typeof AgencyStanding>;

export const AgencyList = z.object({ items: z.array(AgencyStanding) }).meta({ id: 'AgencyList' });
