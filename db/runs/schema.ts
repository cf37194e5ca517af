import { integer, pgTable, text, timestamp } from '../drizzle.cjs';
import { routes } from '../schema.ts';

/** Routes that were reset by hand, each with the run that goes on: that is said and mended once. */
export const runs = pgTable('runs', {
  route: text('route')
    .primaryKey()
    .references(() => routes.id),
  runId: text('run_id').notNull(),
});

/** One row: how far the reconciler has come with its look at all open routes, in the order of their ids. */
export const sweep = pgTable('sweep', {
  id: integer('id').primaryKey().default(1),
  begunAt: timestamp('begun_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  /** The last route that was taken up; null when all were. */
  passed: text('passed'),
});
