import { and, asc, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { routes, steps } from './schema.ts';
import type { StepKey } from './steps.ts';

type StepRow = typeof steps.$inferSelect;
type RouteRow = Pick<typeof routes.$inferSelect, 'state' | 'outcome' | 'reason' | 'seq' | 'closedAt'>;

/** The rows of a route that follow from its history. */
export interface RouteRows {
  readonly route: RouteRow;
  readonly steps: readonly StepRow[];
}

/**
 * Locks and reads the rows of a route, in the order in which activities lock them: steps first. Until the transaction
 * ends no activity commits anything about the route. Undefined where there is no such route. Waits ten seconds at most.
 */
export async function lockRouteRows(tx: Queries, id: string): Promise<RouteRows | undefined> {
  await tx.execute(sql`set local lock_timeout = '10s'`);
  const locked = await stepsOf(tx, id).for('update');
  const [route] = await routeOf(tx, id).for('update');
  return route && { route, steps: locked };
}

/** Reads them as they are. Give it a transaction that sees one moment. */
export async function readRouteRows(tx: Queries, id: string): Promise<RouteRows | undefined> {
  const [route] = await routeOf(tx, id);
  return route && { route, steps: await stepsOf(tx, id) };
}

/** Writes a locked row over. */
export async function rewriteStep(tx: Queries, row: StepRow): Promise<void> {
  await tx.update(steps).set(row).where(isStep(row));
}

/** Enters a row that is missing; one that was entered meanwhile stays. */
export async function enterStep(tx: Queries, row: typeof steps.$inferInsert): Promise<void> {
  await tx.insert(steps).values(row).onConflictDoNothing();
}

export async function removeStep(tx: Queries, key: StepKey): Promise<void> {
  await tx.delete(steps).where(isStep(key));
}

/** Writes the locked row of a route over. */
export async function rewriteRoute(tx: Queries, id: string, row: RouteRow): Promise<void> {
  await tx.update(routes).set(row).where(eq(routes.id, id));
}

/** Open routes that Temporal has, oldest first. */
export async function openRouteIds(db: Queries): Promise<string[]> {
  const rows = await db
    .select({ id: routes.id })
    .from(routes)
    .where(and(eq(routes.state, 'open'), sql`${routes.workflowStartedAt} is not null`))
    .orderBy(asc(routes.startedAt));
  return rows.map(({ id }) => id);
}

function stepsOf(tx: Queries, id: string) {
  return tx.select().from(steps).where(eq(steps.route, id)).orderBy(asc(steps.step), asc(steps.instance));
}

function routeOf(tx: Queries, id: string) {
  const { state, outcome, reason, seq, closedAt } = routes;
  return tx.select({ state, outcome, reason, seq, closedAt }).from(routes).where(eq(routes.id, id));
}

function isStep({ route, step, instance }: StepKey) {
  return and(eq(steps.route, route), eq(steps.step, step), eq(steps.instance, instance));
}
