import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
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
  const { id, seq, definition } = routes;
  const acting = await orm
    .select({ id, seq, definition, step: steps.step })
    .from(steps)
    .innerJoin(routes, and(eq(routes.id, steps.route), eq(routes.state, 'open')))
    .where(eq(steps.status, 'in-progress'));
  const dated = await datedSteps(
    orm,
    acting.map((one) => one.definition),
  );
  const unbegun = await orm
    .select({ id, seq })
    .from(routes)
    .where(
      and(
        eq(routes.state, 'open'),
        sql`not exists (select from ${steps} where ${steps.route} = ${routes.id})`,
      ),
    );
  const found = [
    ...acting.filter(({ step, ...of }) => dated.get(of.definition)?.has(step) !== true),
    ...unbegun,
  ];
  return new Map(found.map((one) => [one.id, one.seq]));
}

const known = new Map<string, ReadonlySet<string>>();

/** By the hash of a definition, which steps wait for a day. A definition is long, and read once. */
async function datedSteps(
  orm: Database['orm'],
  hashes: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const wanted = [...new Set(hashes)].filter((hash) => !known.has(hash));
  const read = await orm.select().from(definitions).where(inArray(definitions.hash, wanted));
  for (const { hash, compiled } of read) {
    const dated = Object.entries(compiled.steps).filter(([, { after }]) => after !== null);
    known.set(hash, new Set(dated.map(([step]) => step)));
  }
  return known;
}
