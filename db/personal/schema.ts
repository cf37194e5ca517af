import {
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  sql,
  text,
  timestamp,
  uniqueIndex,
} from '../drizzle.cjs';

/** Everything here is personal: only `db/personal` reads it, and every read writes an access entry. */
export const personal = pgSchema('personal');
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
/** Why the row is kept, and until when; the sweep of a later issue deletes it then. */
const kept = () => ({ purpose: text('purpose').notNull(), keepUntil: instant('keep_until').notNull() });
/** When to look whether the route has what it was told; null once its sender has heard so, and where a queue sees to it. */
const checkAt = () => instant('check_at');

/** What was reported to start a route. */
export const events = personal.table('events', {
  route: text('route').primaryKey(),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  /** `{pinfl}` or `{tin}`: who applies. */
  person: jsonb('person').$type<{ pinfl: string } | { tin: string }>().notNull(),
  ...kept(),
});

/** What services and people gave back, by effect key; for a refusal its evidence. */
export const answers = personal.table(
  'answers',
  {
    key: text('key').primaryKey(),
    route: text('route').notNull(),
    step: text('step').notNull(),
    instance: integer('instance').notNull(),
    epoch: integer('epoch').notNull(),
    body: jsonb('body').$type<Record<string, unknown>>().notNull(),
    ...kept(),
  },
  (t) => [index('answers_step').on(t.route, t.step, t.instance)],
);

/** The input field a person mended, for the epoch it opened. */
export const mended = personal.table(
  'mended',
  {
    route: text('route').notNull(),
    step: text('step').notNull(),
    instance: integer('instance').notNull(),
    epoch: integer('epoch').notNull(),
    field: text('field').notNull(),
    value: jsonb('value').$type<unknown>(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.route, t.step, t.instance, t.epoch] })],
);

/** Answers of people to tasks, stored before the route is told. */
export const taskAnswers = personal.table(
  'task_answers',
  {
    id: text('id').primaryKey(),
    task: text('task').notNull(),
    route: text('route').notNull(),
    /** The answer, checked against the form; null when declined. */
    body: jsonb('body').$type<Record<string, unknown>>(),
    declined: text('declined'),
    actorKey: text('actor_key').notNull(),
    /** Whose word it is that the actor acted: `citizen`, or the portal's client id. */
    assertedBy: text('asserted_by').notNull(),
    proof: jsonb('proof').$type<{ kind: string; value: string }>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    takenUpAt: instant('taken_up_at'),
    checkAt: checkAt(),
    ...kept(),
  },
  (t) => [
    index('task_answers_forgotten')
      .on(t.createdAt)
      .where(sql`taken_up_at is null`),
    index('task_answers_unconfirmed')
      .on(t.checkAt)
      .where(sql`check_at is not null`),
  ],
);

/** What officers decided and people asked to withdraw, with reasons in their own words. */
export const decisions = personal.table(
  'decisions',
  {
    id: text('id').primaryKey(),
    route: text('route').notNull(),
    action: text('action')
      .$type<'retry' | 'skip' | 'resolve' | 'withdraw' | 'pause' | 'resume' | 'extend' | 'law-change'>()
      .notNull(),
    step: text('step'),
    instance: integer('instance'),
    actor: text('actor').notNull(),
    role: text('role').notNull(),
    reason: text('reason').notNull(),
    answer: jsonb('answer').$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    takenUpAt: instant('taken_up_at'),
    checkAt: checkAt(),
    ...kept(),
  },
  (t) => [
    index('decisions_unconfirmed')
      .on(t.checkAt)
      .where(sql`check_at is not null`),
  ],
);

/** Callbacks of agencies, acknowledged once they stand here. */
export const inbox = personal.table(
  'inbox',
  {
    id: text('id').primaryKey(),
    agency: text('agency').notNull(),
    callbackId: text('callback_id').notNull(),
    transactionId: text('transaction_id').notNull(),
    payload: jsonb('payload').$type<unknown>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    /** Null until matched to an intent. */
    route: text('route'),
    step: text('step'),
    instance: integer('instance'),
    epoch: integer('epoch'),
    /** When the route was told. */
    signalledAt: instant('signalled_at'),
    /** When a route took it, or when it was given up as nobody's. */
    appliedAt: instant('applied_at'),
    ...kept(),
  },
  (t) => [
    uniqueIndex('inbox_once').on(t.agency, t.callbackId),
    index('inbox_transaction').on(t.agency, t.transactionId),
    index('inbox_step').on(t.route, t.step),
    index('inbox_unmatched')
      .on(t.agency, t.receivedAt)
      .where(sql`route is null`),
    index('inbox_untold')
      .on(t.receivedAt)
      .where(sql`signalled_at is null`),
  ],
);
