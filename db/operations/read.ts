import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Queries } from '../client.ts';
import { type ItemEnd, operationItems, operations } from './schema.ts';

export type OperationRow = NonNullable<Awaited<ReturnType<typeof findOperation>>>;
export type ItemState = ItemEnd | 'waiting';

const howMany = (state: ItemState) =>
  sql<number>`count(*) filter (where ${operationItems.state} = ${state})`.mapWith(Number);

const lastAt: SQL<Date | null> = sql`max(${operationItems.endedAt})`.mapWith(operations.startedAt);

/** The operation with its progress, if the team's officers ordered it. */
export async function findOperation(db: Queries, team: string, id: string) {
  const [row] = await db
    .select({
      id: operations.id,
      action: operations.action,
      filter: operations.filter,
      actor: operations.actor,
      role: operations.role,
      team: operations.team,
      startedAt: operations.startedAt,
      stoppedAt: operations.stoppedAt,
      lastAt,
      total: sql<number>`count(${operationItems.item})`.mapWith(Number),
      waiting: howMany('waiting'),
      done: howMany('done'),
      refused: howMany('refused'),
      failed: howMany('failed'),
    })
    .from(operations)
    .leftJoin(operationItems, eq(operationItems.operation, operations.id))
    .where(and(eq(operations.id, id), eq(operations.team, team)))
    .groupBy(operations.id);
  return row;
}

/** What an operation is about, in its order, a page at a time; `state` narrows to those that stand so. */
export async function itemsOf(
  db: Queries,
  operation: string,
  {
    after,
    limit,
    state,
  }: { readonly after: number; readonly limit: number; readonly state: ItemState | null },
) {
  const { item, route, step, instance, state: stands, why } = operationItems;
  const rows = await db
    .select({ item, route, step, instance, state: stands, why })
    .from(operationItems)
    .where(
      and(eq(operationItems.operation, operation), gt(item, after), state ? eq(stands, state) : undefined),
    )
    .orderBy(asc(item))
    .limit(limit + 1);
  return { items: rows.slice(0, limit), hasMore: rows.length > limit };
}
