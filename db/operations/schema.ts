import { index, integer, jsonb, pgTable, primaryKey, sql, text, timestamp } from '../drizzle.cjs';
import type { StartFacts } from '../../notation/compiled-route.ts';
import { definitions, routes } from '../schema.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What may be done to many routes at once; `recalculate` follows from a decree, `law-change` from a new version. */
export type OperationAction = 'retry' | 'skip' | 'resolve' | 'withdraw' | 'recalculate' | 'law-change';

/** Which routes and steps are meant; what is null does not matter. */
export interface OperationFilter {
  readonly agency: string | null;
  readonly stuckReason: string | null;
  readonly lifeEvent: string | null;
  readonly step: string | null;
  readonly region: string | null;
}

/** One decision about many routes. Its reason and answer stand with the decisions of its items. */
export const operations = pgTable(
  'operations',
  {
    id: text('id').primaryKey(),
    action: text('action').$type<OperationAction>().notNull(),
    filter: jsonb('filter').$type<OperationFilter>().notNull(),
    /** Of `withdraw`: just these steps; null for whole routes. */
    steps: jsonb('steps').$type<readonly string[]>(),
    /** Of `recalculate`: the decree that it follows from. */
    decree: text('decree'),
    /** Of `law-change`: hash of the version that the routes go on by. */
    definition: text('definition').references(() => definitions.hash),
    actor: text('actor').notNull(),
    role: text('role').notNull(),
    /** Whose officers see it. */
    team: text('team').notNull(),
    startedAt: instant('started_at').notNull().defaultNow(),
    stoppedAt: instant('stopped_at'),
    /** No worker takes up more of it before this instant. */
    pacedUntil: instant('paced_until').notNull().defaultNow(),
  },
  (t) => [index('operations_team').on(t.team, t.startedAt, t.id)],
);

/** What an operation does to one route, or to one instance of a step of it. Fixed when the operation was ordered. */
export const operationItems = pgTable(
  'operation_items',
  {
    operation: text('operation')
      .notNull()
      .references(() => operations.id),
    /** 1, 2, 3 …: with the operation's id it makes the id of decision and update. */
    item: integer('item').notNull(),
    route: text('route')
      .notNull()
      .references(() => routes.id),
    /** Null where the route as a whole is meant. */
    step: text('step'),
    instance: integer('instance'),
    /** Of `law-change`: what the new version's conditions read of the route's event. */
    start: jsonb('start').$type<StartFacts>(),
    /** left: the operation was stopped before its turn came */
    state: text('state')
      .$type<'waiting' | 'done' | 'refused' | 'failed' | 'left'>()
      .notNull()
      .default('waiting'),
    /** Of refused and failed: the slug of the problem; of `law-change` what the route says, in words. */
    why: text('why'),
    tries: integer('tries').notNull().default(0),
    /** Not to be taken up before: another worker has it, or it is tried again later. */
    dueAt: instant('due_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.operation, t.item] }),
    index('operation_items_waiting')
      .on(t.operation, t.dueAt)
      .where(sql`state = 'waiting'`),
  ],
);

/** How an item ended. */
export type ItemEnd = Exclude<(typeof operationItems.$inferSelect)['state'], 'waiting'>;
