import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { definitions, outcomes, routes, steps, tasks } from '../../db/schema.ts';

/** Everything PostgreSQL says of the routes of a run; nothing personal. */
export interface Rows {
  readonly routes: readonly (typeof routes.$inferSelect)[];
  readonly steps: readonly (typeof steps.$inferSelect)[];
  /** Those that are open. */
  readonly tasks: readonly (typeof tasks.$inferSelect)[];
  readonly outcomes: readonly (typeof outcomes.$inferSelect)[];
  readonly definitions: readonly (typeof definitions.$inferSelect)[];
  readonly inbox: readonly InboxRow[];
}

/** A callback as it was taken in, without what it says. */
export interface InboxRow {
  readonly callbackId: string;
  readonly route: string | null;
  readonly receivedAt: Date;
  readonly applied: boolean;
}

export async function readRows({ orm, pool }: Database): Promise<Rows> {
  // Not by the personal tables' own description: that is behind the one door, and none of this is personal.
  const inbox = await pool.query<InboxRow>(
    'select callback_id as "callbackId", route, received_at as "receivedAt", applied_at is not null as applied from personal.inbox',
  );
  return {
    routes: await orm.select().from(routes),
    steps: await orm.select().from(steps),
    tasks: await orm.select().from(tasks).where(isNull(tasks.closedAt)),
    outcomes: await orm.select().from(outcomes),
    definitions: await orm.select().from(definitions),
    inbox: inbox.rows,
  };
}

/**
 * How far each open route is that has something to do now: by its id, the counter of its row. A step that may not begin
 * before a day to come has nothing to do.
 */
export async function runnableRoutes({ orm }: Database): Promise<ReadonlyMap<string, number>> {
  const ofRoute = sql`from ${steps} where ${steps.route} = ${routes.id}`;
  const mayBegin = sql`(${definitions.compiled} #>> array['steps', ${steps.step}, 'after']) is null`;
  const isActing = sql`exists (select 1 ${ofRoute} and ${steps.status} = 'in-progress' and ${mayBegin})`;
  const found = await orm
    .select({ id: routes.id, seq: routes.seq })
    .from(routes)
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(and(eq(routes.state, 'open'), sql`(${isActing} or not exists (select 1 ${ofRoute}))`));
  return new Map(found.map(({ id, seq }) => [id, seq]));
}
