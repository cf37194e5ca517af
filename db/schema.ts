import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  timestamp,
  uniqueIndex,
} from './drizzle.cjs';
import type { CompiledRoute, StartFacts } from '../notation/compiled-route.ts';
import type { Facts } from '../notation/facts.ts';
import type { End } from '../notation/holds.ts';
import type { SkipReason, StuckReason } from '../temporal/messages.ts';
import type { RouteFault } from './runs/fault.ts';

/** Tables without personal data. Those with it stand in `personal/schema.ts`. */
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const ofRoute = () => text('route').notNull().references(aRoute);
const aRoute = () => routes.id;
const ofInstance = () => ({ step: text('step').notNull(), instance: integer('instance').notNull() });
const isNull = (column: string) => sql.raw(`${column} is null`);
const isOpen = sql.raw("status in ('in-progress', 'waiting-for-agency', 'waiting-for-person', 'stuck')");

/** Compiled routes by hash: an open route ends on the one it began with. */
export const definitions = pgTable('definitions', {
  hash: text('hash').primaryKey(),
  lifeEvent: text('life_event').notNull(),
  version: text('version').notNull(),
  /** json, not jsonb: steps keep the order in which the definition was written. */
  compiled: json('compiled').$type<CompiledRoute>().notNull(),
});

export const routes = pgTable(
  'routes',
  {
    id: text('id').primaryKey(),
    lifeEvent: text('life_event').notNull(),
    version: text('version').notNull(),
    definition: text('definition')
      .notNull()
      .references(() => definitions.hash),
    /** HMAC of the applicant's number: finds the person, tells nothing. */
    personKey: text('person_key').notNull(),
    /** The portal that started it. */
    client: text('client').notNull(),
    channel: text('channel').notNull(),
    region: text('region'),
    testData: boolean('test_data').notNull(),
    timeScale: doublePrecision('time_scale').notNull().default(1),
    start: jsonb('start').$type<StartFacts>().notNull(),
    state: text('state').$type<'open' | 'closed'>().notNull().default('open'),
    outcome: text('outcome').$type<'complete' | 'partial' | 'refused' | 'withdrawn'>(),
    reason: text('reason').$type<'death'>(),
    /** Highest counter of the workflow that is recorded. */
    seq: integer('seq').notNull().default(0),
    /** Counts every update of this row (a trigger does), whatever its counter says: who waits for news waits for this. */
    revision: integer('revision').notNull().default(0),
    startedAt: instant('started_at').notNull().defaultNow(),
    /** Null until Temporal has the route: the reconciler's list. */
    workflowStartedAt: instant('workflow_started_at'),
    closedAt: instant('closed_at'),
    /** Since when it cannot go on by a fault of ours, and which; null where it can. */
    faultSince: instant('fault_since'),
    fault: text('fault').$type<RouteFault>(),
    /** `kept` once its history lies in our folder, `lost` where Temporal had removed it before; null until then. */
    history: text('history').$type<'kept' | 'lost'>(),
  },
  (t) => [
    index('routes_unkept').on(t.closedAt, t.id).where(sql.raw('closed_at is not null and history is null')),
    index('routes_person').on(t.personKey),
    index('routes_client').on(t.client, t.startedAt),
    index('routes_unstarted').on(t.startedAt).where(isNull('workflow_started_at')),
    index('routes_open').on(t.lifeEvent).where(sql.raw("state = 'open'")),
    index('routes_open_ids').on(t.id).where(sql.raw("state = 'open'")),
    index('routes_at_fault').on(t.faultSince).where(sql.raw('fault_since is not null')),
  ],
);

export type StepStatus =
  'not-started' | 'in-progress' | 'waiting-for-agency' | 'waiting-for-person' | 'stuck' | End;

/** The read model of each instance of a step that has begun or been skipped. */
export const steps = pgTable(
  'steps',
  {
    route: ofRoute(),
    step: text('step').notNull(),
    instance: integer('instance').notNull().default(0),
    service: text('service').notNull(),
    agency: text('agency').notNull(),
    status: text('status').$type<StepStatus>().notNull(),
    epoch: integer('epoch').notNull().default(1),
    seq: integer('seq').notNull(),
    attempts: integer('attempts').notNull().default(0),
    polls: integer('polls').notNull().default(0),
    begunAt: instant('begun_at').notNull().defaultNow(),
    /** When the present status began. */
    since: instant('since').notNull().defaultNow(),
    dueAt: instant('due_at'),
    normAt: instant('norm_at'),
    /** While an officer has stopped the clock of its term. */
    pausedAt: instant('paused_at'),
    /** The deadline was counted over days whose decree is not known. */
    dueEstimate: boolean('due_estimate').notNull().default(false),
    endedAt: instant('ended_at'),
    refusalCode: text('refusal_code'),
    stuckReason: text('stuck_reason').$type<StuckReason>(),
    skippedBecause: text('skipped_because').$type<SkipReason | 'undo-given-up'>(),
    /** Agencies that had the call before, and said "not mine, theirs". */
    passedOnBy: text('passed_on_by').array(),
  },
  ({ route, step, instance, status, agency }) => [
    primaryKey({ columns: [route, step, instance] }),
    index('steps_open').on(status, agency).where(isOpen),
  ],
);

/** How each effect came out; unique on its key, so the first writer wins. Kept for ever, without the answer itself. */
export const outcomes = pgTable(
  'outcomes',
  {
    key: text('key').primaryKey(),
    route: text('route').notNull(),
    ...ofInstance(),
    epoch: integer('epoch').notNull(),
    undo: boolean('undo').notNull().default(false),
    end: text('end').$type<'done' | 'refused'>().notNull(),
    code: text('code'),
    facts: jsonb('facts').$type<Facts>().notNull(),
    bodyHash: text('body_hash'),
    decidedBy: text('decided_by').$type<'rule' | 'officer' | 'agency' | 'person' | 'law'>().notNull(),
    /** The law a rule decided by, or that granted by silence. */
    law: text('law'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('outcomes_step').on(t.route, t.step, t.instance, t.epoch)],
);

/**
 * Written before a call is sent whose repeat could do harm or whose answer comes later, and after one that may be repeated
 * and ended unclearly; finds a callback's step, and holds what the key was used for.
 */
export const intents = pgTable(
  'intents',
  {
    key: text('key').primaryKey(),
    route: text('route').notNull(),
    ...ofInstance(),
    epoch: integer('epoch').notNull(),
    undo: boolean('undo').notNull().default(false),
    service: text('service').notNull(),
    agency: text('agency').notNull(),
    transactionId: text('transaction_id').notNull(),
    bodyHash: text('body_hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** When the act was last about to be sent; null where nothing can be on its way. Milliseconds: our clocks compare it. */
    sentAt: timestamp('sent_at', { withTimezone: true, mode: 'date', precision: 3 }).defaultNow(),
    /** Set when the step got stuck and an officer was asked, or the call was handed on: allows one more sending. */
    askedAt: instant('asked_at'),
  },
  (t) => [uniqueIndex('intents_transaction').on(t.agency, t.transactionId)],
);

export const tasks = pgTable(
  'tasks',
  {
    id: text('id').primaryKey(),
    route: ofRoute(),
    ...ofInstance(),
    epoch: integer('epoch').notNull(),
    /** service: the step itself is a task · mend: one field of a refused step · officer: a stuck step or a stop */
    kind: text('kind').$type<'service' | 'mend' | 'officer'>().notNull(),
    service: text('service').notNull(),
    /** `applicant`, `item` or a field of the event; null for a team's task. */
    party: text('party'),
    /** HMAC of the number of the person whose turn it is. */
    personKey: text('person_key'),
    team: text('team'),
    field: text('field'),
    openedAt: instant('opened_at').notNull().defaultNow(),
    dueAt: instant('due_at'),
    claimedBy: text('claimed_by'),
    claimedAt: instant('claimed_at'),
    closedAt: instant('closed_at'),
    /** Of officers' tasks: 1 the officers' · 2 their head's too · 3 on the operator's daily list */
    level: integer('level').notNull().default(1),
    /** When it came to this level; null on the first. */
    raisedAt: instant('raised_at'),
    /** When it goes up a level, reckoned by the agency's calendar; null until it is, and on the last. */
    raiseAt: instant('raise_at'),
  },
  (t) => [
    uniqueIndex('tasks_once').on(t.route, t.step, t.instance, t.epoch, t.kind),
    index('tasks_person').on(t.personKey).where(isNull('closed_at')),
    index('tasks_team').on(t.team).where(isNull('closed_at')),
    index('tasks_ladder').on(t.level, t.raiseAt).where(sql.raw("kind = 'officer' and closed_at is null")),
  ],
);

/** Who takes part in a route: `applicant`, a field of the event, or a list of it with the element's index. */
export const parties = pgTable(
  'parties',
  {
    route: ofRoute(),
    party: text('party').notNull(),
    instance: integer('instance').notNull().default(0),
    personKey: text('person_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.route, t.party, t.instance] }), index('parties_person').on(t.personKey)],
);

/** Leave that a person gave to use data for a purpose; the consent flag of a call comes from here alone. */
export const consents = pgTable(
  'consents',
  {
    route: ofRoute(),
    personKey: text('person_key').notNull(),
    purpose: text('purpose').notNull(),
    textVersion: text('text_version').notNull(),
    givenAt: instant('given_at').notNull(),
    client: text('client').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [primaryKey({ columns: [t.route, t.personKey, t.purpose] })],
);

/** Who used whose data, for what, on what ground. Append-only; names nobody but by hash. */
export const accessEntries = pgTable(
  'access_entries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    role: text('role').notNull(),
    subjectKey: text('subject_key').notNull(),
    purpose: text('purpose').notNull(),
    basis: text('basis').$type<'law' | 'consent'>().notNull(),
    route: text('route').notNull(),
    step: text('step'),
    what: text('what').notNull(),
  },
  (t) => [index('access_entries_subject').on(t.subjectKey, t.at), index('access_entries_route').on(t.route)],
);
