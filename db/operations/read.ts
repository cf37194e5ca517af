import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, exists, gt, gte, inArray, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import { deadlineMoves } from '../clocks/schema.ts';
import { cut, instantOf, microseconds, type Page } from '../route-list.ts';
import { routes } from '../schema.ts';
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
      decree: operations.decree,
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

export type ListedOperation = Awaited<ReturnType<typeof listOperations>>['items'][number];

/** What the team's officers ordered, the newest first, a page at a time. */
export async function listOperations(db: Queries, team: string, { after, limit }: Page) {
  const { id, action, filter, actor, role, startedAt, stoppedAt } = operations;
  const hasWaiting = exists(
    db
      .select({ one: sql`1` })
      .from(operationItems)
      .where(and(eq(operationItems.operation, id), eq(operationItems.state, 'waiting'))),
  );
  const older = after && sql`(${startedAt}, ${id}) < (${instantOf(after.at)}, ${after.id})`;
  const rows = await db
    .select({
      ...{ id, action, filter, actor, role, team: operations.team, startedAt, stoppedAt },
      waiting: sql<number>`${hasWaiting}::int`,
      at: microseconds(startedAt),
    })
    .from(operations)
    .where(and(eq(operations.team, team), older ?? undefined))
    .orderBy(desc(startedAt), desc(id))
    .limit(limit + 1);
  return cut(rows, limit);
}

/** Which items to read. `moved`: only those of routes whose deadlines the operation's decree moved. */
export interface ItemsWanted {
  readonly after: number;
  readonly limit: number;
  readonly state: ItemState | null;
  readonly moved: boolean;
}

/** What an operation is about, in its order, a page at a time. */
export async function itemsOf(
  db: Queries,
  of: Pick<OperationRow, 'id' | 'decree' | 'startedAt'>,
  { after, limit, state, moved }: ItemsWanted,
) {
  const { item, route, step, instance, state: stands, why } = operationItems;
  const wanted = [
    state === null ? undefined : eq(stands, state),
    moved
      ? inArray(route, db.select({ route: deadlineMoves.route }).from(deadlineMoves).where(isMoveOf(of)))
      : undefined,
  ];
  const rows = await db
    .select({ item, route, step, instance, state: stands, why, client: routes.client })
    .from(operationItems)
    .innerJoin(routes, eq(routes.id, route))
    .where(and(eq(operationItems.operation, of.id), gt(item, after), ...wanted))
    .orderBy(asc(item))
    .limit(limit + 1);
  return { items: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** Deadlines that the operation's decree moved, of all routes or just these. */
export async function movesOf(
  db: Queries,
  of: Pick<OperationRow, 'decree' | 'startedAt'>,
  ofRoutes?: readonly string[],
) {
  if (of.decree === null) return [];
  const { route, step, instance, from, to } = deadlineMoves;
  return db
    .select({ route, step, instance, from, to, client: routes.client })
    .from(deadlineMoves)
    .innerJoin(routes, eq(routes.id, route))
    .where(and(isMoveOf(of), ofRoutes === undefined ? undefined : inArray(route, [...ofRoutes])))
    .orderBy(asc(deadlineMoves.id));
}

/** Moves of the same decree when it was applied before belong to that operation. */
const isMoveOf = ({ decree, startedAt }: Pick<OperationRow, 'decree' | 'startedAt'>) =>
  and(eq(deadlineMoves.cause, decree ?? ''), gte(deadlineMoves.at, startedAt));
