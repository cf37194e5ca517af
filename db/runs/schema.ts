import { index, pgTable, text, timestamp } from '../drizzle.cjs';
import { routes } from '../schema.ts';

/** What the reconciler knows of the runs of open routes, and of those that closed within the last hour. */
export const runs = pgTable(
  'runs',
  {
    route: text('route')
      .primaryKey()
      .references(() => routes.id),
    /** The run that Temporal had last; another one means that the route was reset by hand. */
    runId: text('run_id'),
    lookedAt: timestamp('looked_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (t) => [index('runs_looked_at').on(t.lookedAt)],
);
