import { and, asc, eq, isNotNull, isNull, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { routes } from './schema.ts';

/** A closed route whose history lies in Temporal only. */
export interface UnkeptRoute {
  readonly id: string;
  readonly closedAt: Date;
}

const isUnkept = and(isNotNull(routes.closedAt), isNull(routes.history));

/**
 * The routes that closed longest ago, after `after` (in this order), locked until the transaction ends; another worker
 * passes over them.
 */
export async function claimUnkept(
  tx: Queries,
  limit: number,
  after: UnkeptRoute | undefined,
): Promise<UnkeptRoute[]> {
  const isLater =
    after && sql`(${routes.closedAt}, ${routes.id}) > (${after.closedAt.toISOString()}, ${after.id})`;
  return tx
    .select({ id: routes.id, closedAt: sql<Date>`${routes.closedAt}`.mapWith(routes.closedAt) })
    .from(routes)
    .where(and(isUnkept, isLater))
    .orderBy(asc(routes.closedAt), asc(routes.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/** The history of this route lies in our folder, or is lost; it is not asked for again. */
export async function markHistory(tx: Queries, id: string, history: 'kept' | 'lost'): Promise<void> {
  await tx.update(routes).set({ history }).where(eq(routes.id, id));
}

/** For how many seconds the longest closed of these routes has been waiting; 0 where none is. */
export async function longestUnkeptSeconds(queries: Queries): Promise<number> {
  const waiting = sql<number>`coalesce(extract(epoch from now() - min(${routes.closedAt})), 0)::float8`;
  const [row] = await queries.select({ waiting }).from(routes).where(isUnkept);
  return row?.waiting ?? 0;
}
