import { eq, sql } from './drizzle.cjs';
import type { StartFacts } from '../notation/compiled-route.ts';
import type { Queries } from './client.ts';
import { prepared } from './prepared.ts';
import { routes } from './schema.ts';

/** What an activity needs to know of its route. */
export interface RouteRow {
  readonly id: string;
  /** Hash of its definition. */
  readonly definition: string;
  /** HMAC of the applicant's number. */
  readonly personKey: string;
  readonly timeScale: number;
}

const routeRow = prepared((db) =>
  db
    .select({
      id: routes.id,
      definition: routes.definition,
      personKey: routes.personKey,
      timeScale: routes.timeScale,
    })
    .from(routes)
    .where(eq(routes.id, sql.placeholder('id')))
    .prepare('route-row'),
);

/** Throws where the route is unknown: the workflow of a route runs only once its row is committed. */
export async function findRoute(db: Queries, id: string): Promise<RouteRow> {
  const [row] = await routeRow(db).execute({ id });
  if (!row)
    throw new Error(
      `There is no route ${id} in this database. Check that worker and API share one DATABASE_URL.`,
    );
  return row;
}

/**
 * Records that the workflow has come this far; never goes back. Activities of one workflow task commit in any order:
 * where the counter has been overtaken, the update still raises the revision, so that nobody misses the news.
 */
export async function raiseSeq(tx: Queries, route: string, seq: number): Promise<void> {
  await tx
    .update(routes)
    .set({ seq: sql`greatest(${routes.seq}, ${seq})` })
    .where(eq(routes.id, route));
}

/**
 * Lets a route go on by another definition. The same change again writes the same; under a counter that has been
 * overtaken it is still written, for nothing else changes the definition.
 */
export async function changeLawOfRoute(
  tx: Queries,
  change: {
    readonly route: string;
    readonly seq: number;
    readonly version: string;
    /** Hash of a stored definition. */
    readonly definition: string;
    readonly start: StartFacts;
  },
): Promise<void> {
  const { route, seq, version, definition, start } = change;
  const [row] = await tx
    .select({ start: routes.start })
    .from(routes)
    .where(eq(routes.id, route))
    .for('update');
  if (!row) throw new Error(`There is no route ${route} in this database.`);
  const facts = { ...row.start.facts, ...start.facts };
  const items = { ...row.start.items, ...start.items };
  await tx
    .update(routes)
    .set({ version, definition, start: { facts, items }, seq: sql`greatest(${routes.seq}, ${seq})` })
    .where(eq(routes.id, route));
}
