import { date, index, integer, jsonb, pgTable, text, timestamp } from '../drizzle.cjs';
import type { DecreeOfYear } from '../../terms/index.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What officers did to running terms, in the order in which it was done. Their reasons stand with the decision. */
export const clockActs = pgTable(
  'clock_acts',
  {
    decision: text('decision').primaryKey(),
    route: text('route').notNull(),
    step: text('step').notNull(),
    instance: integer('instance').notNull(),
    epoch: integer('epoch').notNull(),
    act: text('act').$type<'pause' | 'resume' | 'extend'>().notNull(),
    /** Of `extend`: a term. */
    by: text('by'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('clock_acts_step').on(t.route, t.step, t.instance, t.epoch)],
);

/** Decrees that were applied while routes ran, until the catalogue has them. */
export const decrees = pgTable('decrees', {
  /** Hash of country, year, day of publication and source. */
  id: text('id').primaryKey(),
  country: text('country').notNull(),
  publishedOn: date('published_on').notNull(),
  decree: jsonb('decree').$type<DecreeOfYear>().notNull(),
  appliedBy: text('applied_by').notNull(),
  appliedAt: instant('applied_at').notNull().defaultNow(),
});

/** Deadlines that became other ones, and why: who is waiting must be told. `to` is null while the clock stands. */
export const deadlineMoves = pgTable(
  'deadline_moves',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    route: text('route').notNull(),
    step: text('step').notNull(),
    instance: integer('instance').notNull(),
    from: instant('from'),
    to: instant('to'),
    because: text('because').$type<'pause' | 'resume' | 'extend' | 'calendar'>().notNull(),
    /** The officer's decision, or the decree. */
    cause: text('cause').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('deadline_moves_cause').on(t.cause), index('deadline_moves_route').on(t.route)],
);
