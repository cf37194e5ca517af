import { and, asc, eq, gt, isNotNull, or, type SQL, sql } from '../drizzle.cjs';
import type { Database, Queries } from '../client.ts';
import { routes } from '../schema.ts';
import type { RouteFault } from './fault.ts';
import { runs, sweep } from './schema.ts';

/** An open route that Temporal must have. */
export interface OpenRoute {
  readonly id: string;
  /** The run that goes on since it was reset by hand; null where that never happened, or was not seen yet. */
  readonly runId: string | null;
  readonly fault: RouteFault | null;
}

/**
 * The next open routes that are to be looked at, in the order of their ids; another worker is given those after them.
 * When all were given, the next round begins `everyMs` after the last began: until then there are none. A route that
 * began within `everyMs` is left to the next round.
 */
export async function pickOpenRoutes(
  { orm }: Pick<Database, 'orm'>,
  { limit, everyMs }: { readonly limit: number; readonly everyMs: number },
): Promise<OpenRoute[]> {
  const before = sql`now() - make_interval(secs => ${everyMs / 1000}::float8)`;
  return orm.transaction(async (tx) => {
    const [at] = await tx
      .select({ passed: sweep.passed })
      .from(sweep)
      .where(or(isNotNull(sweep.passed), sql`${sweep.begunAt} <= ${before}`))
      .for('update');
    if (at === undefined) return [];
    const picked = await openAfter(tx, { passed: at.passed ?? '', before, limit });
    const last = picked.length < limit ? undefined : picked.at(-1);
    await tx
      .update(sweep)
      .set({ passed: last?.id ?? null, ...(at.passed === null && { begunAt: sql`now()` }) });
    return picked;
  });
}

interface After {
  readonly passed: string;
  readonly before: SQL;
  readonly limit: number;
}

/** Found by their ids alone: the state is of the statement, so that PostgreSQL knows its index of open ones. */
async function openAfter(db: Queries, { passed, before, limit }: After): Promise<OpenRoute[]> {
  const isOpen = eq(routes.state, sql.raw("'open'"));
  return db
    .select({ id: routes.id, runId: runs.runId, fault: routes.fault })
    .from(routes)
    .leftJoin(runs, eq(runs.route, routes.id))
    .where(and(isOpen, gt(routes.id, passed), sql`${routes.workflowStartedAt} < ${before}`))
    .orderBy(asc(routes.id))
    .limit(limit);
}

/** The run that goes on after this route was reset. */
export async function noteRun(db: Queries, route: string, runId: string): Promise<void> {
  await db.insert(runs).values({ route, runId }).onConflictDoUpdate({ target: runs.route, set: { runId } });
}
