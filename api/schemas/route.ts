import { z } from 'zod';
import { healths } from '../../db/route-health.ts';
import { Cursor, Day, Instant, Limit, Name, pageOf } from './common.ts';
import { Task } from './task.ts';

export const statuses = [
  'not-started',
  'in-progress',
  'waiting-for-agency',
  'waiting-for-person',
  'stuck',
  'done',
  'refused',
  'skipped',
  'undone',
] as const;

/** A "no", the same wherever it is shown. */
export const Refusal = z
  .object({
    code: z.string(),
    text: z.string(),
    article: z.string().nullable().meta({ description: "The law's article that allows this refusal." }),
    field: z.string().optional().meta({ description: 'The field it rests on.' }),
    evidence: z.unknown().optional().meta({ description: 'What the agency showed for it; personal.' }),
    remedy: z.object({
      text: z.string().nullable(),
      field: z
        .string()
        .nullable()
        .meta({ description: 'JSON pointer into the answer of the task that mends it.' }),
      within: z.string().nullable().meta({ description: 'Term, e.g. `10 days`.' }),
    }),
    decidedBy: z.enum(['rule', 'officer', 'agency', 'person']),
    decidedOn: Day,
    lawInForce: z.string(),
    hearing: z.string().nullable(),
    appeal: z.object({ to: z.string(), within: z.string() }).nullable(),
  })
  .meta({ id: 'Refusal' });
export type Refusal = z.output<typeof Refusal>;

/** Why a route ended otherwise than its steps say. */
const reasons = ['death'] as const;

/**
 * Why a step was left out (the first five), is stuck (the next five), stands though it was to be taken back, or waits
 * for an agency that cannot be reached.
 */
export const becauses = [
  'condition',
  'refused-need',
  'officer',
  'withdrawn',
  'person-dead',
  'contract-broken',
  'outcome-unknown',
  'request-changed',
  'undo-failed',
  'unexpected',
  'undo-given-up',
  'agency-down',
  'maintenance',
] as const;

const settled = {
  status: z.enum(statuses),
  because: z.enum(becauses).nullable().meta({
    description:
      'Why the step was skipped or is stuck; `agency-down` or `maintenance` while its agency cannot be reached; `undo-given-up` on a step that is done and could not be taken back. Otherwise null.',
  }),
  becauseText: z.string().nullable().meta({ description: "The same in the reader's language." }),
  since: Instant.nullable().meta({ description: 'When this status began; null before the step has begun.' }),
  dueAt: Instant.nullable().meta({ description: 'Null also while the term is paused.' }),
  dueIsEstimate: z.boolean().meta({
    description: 'The deadline counts days whose decree is not published yet: it may still move.',
  }),
  pausedSince: Instant.nullable().meta({ description: 'When an officer stopped the clock of the term.' }),
  attempts: z.int(),
  answer: z.record(z.string(), z.unknown()).nullable(),
  refusal: Refusal.nullable(),
};

export const Instance = z.object({ instance: z.int(), ...settled }).meta({ id: 'Instance' });
export type Instance = z.output<typeof Instance>;

const AgencyName = z.object({ id: z.string(), name: z.string() }).meta({ id: 'AgencyName' });

export const Step = z
  .object({
    id: z.string(),
    title: z.string(),
    agency: AgencyName.meta({ description: 'Whom the step is with now.' }),
    handedOn: z
      .object({
        by: z.array(AgencyName).meta({ description: 'Who had it before, in order.' }),
        text: z.string().meta({ description: "The same in the reader's language." }),
      })
      .nullable()
      .meta({ description: 'Where an agency said "not mine, theirs"; otherwise null.' }),
    ...settled,
    instances: z.array(Instance).nullable().meta({ description: 'Of a step that is done once per element.' }),
  })
  .meta({ id: 'Step' });
export type Step = z.output<typeof Step>;

const state = {
  id: z.string(),
  lifeEvent: z.string(),
  version: Day.meta({ description: "The definition's date of entry into force." }),
  state: z.enum(['open', 'closed']),
  outcome: z.enum(['complete', 'partial', 'refused', 'withdrawn']).nullable(),
  reason: z.enum(reasons).nullable().meta({
    description: '`death` where a death stopped the route (its outcome is withdrawn); otherwise null.',
  }),
  reasonText: z.string().nullable().meta({ description: "The same in the reader's language." }),
  health: z.enum(healths),
  seq: z.int().meta({ description: 'Grows with every change; a later reading never shows a lower one.' }),
  startedAt: Instant,
  closedAt: Instant.nullable(),
  nextDeadline: Instant.nullable(),
};
const links = z.record(z.string(), z.string());

/** The read model of a route. */
export const Route = z
  .object({ ...state, yourTurn: z.array(Task), steps: z.array(Step), links })
  .meta({ id: 'Route' });
export type Route = z.output<typeof Route>;

export const RouteSummary = z.object({ ...state, title: z.string(), links }).meta({ id: 'RouteSummary' });
export const RoutePage = pageOf(RouteSummary).meta({ id: 'RoutePage' });

/** Filters of lists and searches. */
export const RouteFilters = z.object({
  state: z.enum(['open', 'closed']).optional(),
  health: z.enum(healths).optional(),
  lifeEvent: Name.optional(),
  waitingOn: Name.optional().meta({ description: 'An agency, or `person`.' }),
  willBeLate: z.literal(['true', 'false']).optional().meta({
    description:
      '`true`: a term ends while its agency is in a declared maintenance window; `false`: none does.',
  }),
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type RouteFilters = z.output<typeof RouteFilters>;
