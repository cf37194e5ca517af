import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  timestamp,
} from './drizzle.cjs';

/** What our processes keep for themselves: nothing of a route. */
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** One row: the id that PostgreSQL and Temporal must share. */
export const installation = pgTable('installation', { id: text('id').primaryKey() });

/** First answer per client and key; `response` null while in progress. Final answers only. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    client: text('client').notNull(),
    key: text('key').notNull(),
    operation: text('operation').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status'),
    response: jsonb('response').$type<unknown>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.client, t.key] })],
);

/** One row per agency: places in its rate limit (token bucket) and its breaker; shared by all workers. */
export const gates = pgTable('gates', {
  agency: text('agency').primaryKey(),
  tokens: doublePrecision('tokens').notNull(),
  refilledAt: instant('refilled_at').notNull().defaultNow(),
  failures: integer('failures').notNull().default(0),
  openedAt: instant('opened_at'),
  nextProbeAt: instant('next_probe_at'),
});

/** When an agency has said that it cannot be reached; `reason` in the words of the officer who declared it. */
export const maintenance = pgTable(
  'maintenance',
  {
    id: text('id').primaryKey(),
    agency: text('agency').notNull(),
    from: instant('begins_at').notNull(),
    to: instant('ends_at').notNull(),
    reason: text('reason').notNull(),
    declaredBy: text('declared_by').notNull(),
    declaredAt: instant('declared_at').notNull().defaultNow(),
    cancelledBy: text('cancelled_by'),
    cancelledAt: instant('cancelled_at'),
  },
  (t) => [
    index('maintenance_agency')
      .on(t.agency, t.to)
      .where(sql`cancelled_at is null`),
  ],
);
