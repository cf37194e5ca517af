import { and, asc, eq, inArray, isNull, lt, or, sql } from '../drizzle.cjs';
import type { Database, Queries } from '../client.ts';
import { routes } from '../schema.ts';
import type { RouteFault } from './fault.ts';
import { runs } from './schema.ts';

/** An open route that Temporal must have. */
export interface OpenRoute {
  readonly id: string;
  /** The run that was found at the last look; null before the first. */
  readonly runId: string | null;
  readonly fault: RouteFault | null;
}

/** Any number that nobody else locks by: one worker at a time picks what is to be looked at. */
const lookingLock = 7_340_013;

/**
 * Picks open routes that nobody looked at within `everyMs`, those first that were looked at longest ago, and notes
 * that they are looked at now: another worker takes others.
 */
export async function pickOpenRoutes(
  { orm }: Pick<Database, 'orm'>,
  { limit, everyMs }: { readonly limit: number; readonly everyMs: number },
): Promise<OpenRoute[]> {
  return orm.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lookingLock})`);
    const before = sql`now() - make_interval(secs => ${everyMs / 1000}::float8)`;
    const picked = await tx
      .select({ id: routes.id, runId: runs.runId, fault: routes.fault })
      .from(routes)
      .leftJoin(runs, eq(runs.route, routes.id))
      .where(
        and(
          eq(routes.state, 'open'),
          sql`${routes.workflowStartedAt} < ${before}`,
          or(isNull(runs.route), lt(runs.lookedAt, before)),
        ),
      )
      .orderBy(sql`${runs.lookedAt} asc nulls first`, asc(routes.id))
      .limit(limit);
    const values = picked.map(({ id }) => ({ route: id, lookedAt: sql`now()` }));
    if (values.length > 0)
      await tx
        .insert(runs)
        .values(values)
        .onConflictDoUpdate({ target: runs.route, set: { lookedAt: sql`excluded.looked_at` } });
    return picked;
  });
}

/**
 * Forgets the runs of routes that have long closed, so many at a time: what is remembered stays as small as what is open,
 * and so does the search for what is to be looked at next.
 */
export async function forgetClosed({ orm }: Pick<Database, 'orm'>, limit: number): Promise<void> {
  const closed = orm
    .select({ route: runs.route })
    .from(runs)
    .innerJoin(routes, eq(routes.id, runs.route))
    .where(and(eq(routes.state, 'closed'), sql`${runs.lookedAt} < now() - interval '1 hour'`))
    .limit(limit)
    .for('update', { of: runs, skipLocked: true });
  await orm.delete(runs).where(inArray(runs.route, closed));
}

/** The run that Temporal has of this route from now on. */
export async function noteRun(db: Queries, route: string, runId: string): Promise<void> {
  await db.update(runs).set({ runId }).where(eq(runs.route, route));
}
