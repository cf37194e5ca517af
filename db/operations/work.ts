import { and, asc, eq, exists, inArray, isNull, sql } from '../drizzle.cjs';
import type { Queries } from '../client.ts';
import type { StartFacts } from '../../notation/compiled-route.ts';
import { type ItemEnd, type OperationAction, operationItems, operations } from './schema.ts';

/** One thing to do, claimed by one worker for a minute. */
export interface ClaimedItem {
  readonly operation: string;
  readonly item: number;
  readonly action: OperationAction;
  readonly steps: readonly string[] | null;
  readonly decree: string | null;
  readonly definition: string | null;
  readonly route: string;
  readonly step: string | null;
  readonly instance: number | null;
  readonly start: StartFacts | null;
  /** Earlier tries that came to nothing. */
  readonly tries: number;
}

type ItemKey = Pick<ClaimedItem, 'operation' | 'item'>;

/** Longer than a worker needs for one; what a worker had that was killed is free again then. */
const claimedFor = sql`interval '60 seconds'`;

/** Takes up to `perSecond` items of each running operation, and no more of it within this second, by any worker. */
export async function claimItems(db: Queries, perSecond: number): Promise<ClaimedItem[]> {
  return db.transaction(async (tx) => {
    const running = await tx
      .update(operations)
      .set({ pacedUntil: sql`now() + interval '1 second'` })
      .where(inArray(operations.id, freeOperations(tx)))
      .returning({
        id: operations.id,
        action: operations.action,
        steps: operations.steps,
        decree: operations.decree,
        definition: operations.definition,
      });
    const claimed: ClaimedItem[] = [];
    for (const { id, ...operation } of running)
      claimed.push(...(await claim(tx, id, perSecond)).map((item) => ({ ...operation, ...item })));
    return claimed;
  });
}

/** Operations with something to do that no other worker is taking from at this moment. */
function freeOperations(tx: Queries) {
  const due = tx
    .select({ one: sql`1` })
    .from(operationItems)
    .where(and(eq(operationItems.operation, operations.id), isDue));
  return tx
    .select({ id: operations.id })
    .from(operations)
    .where(and(isNull(operations.stoppedAt), sql`${operations.pacedUntil} <= now()`, exists(due)))
    .for('update', { skipLocked: true });
}

async function claim(tx: Queries, operation: string, limit: number) {
  const next = await tx
    .select({ item: operationItems.item })
    .from(operationItems)
    .where(and(eq(operationItems.operation, operation), isDue))
    .orderBy(asc(operationItems.item))
    .limit(limit)
    .for('update', { skipLocked: true });
  const items = next.map(({ item }) => item);
  return tx
    .update(operationItems)
    .set({ dueAt: sql`now() + ${claimedFor}` })
    .where(and(eq(operationItems.operation, operation), inArray(operationItems.item, items)))
    .returning({
      operation: operationItems.operation,
      item: operationItems.item,
      route: operationItems.route,
      step: operationItems.step,
      instance: operationItems.instance,
      start: operationItems.start,
      tries: operationItems.tries,
    });
}

const isDue = sql`${operationItems.state} = 'waiting' and ${operationItems.dueAt} <= now()`;

/** How it came out, also where the operation was stopped meanwhile. The first end stands. */
export async function endItem(
  db: Queries,
  key: ItemKey,
  { state, why }: { readonly state: ItemEnd; readonly why: string | null },
): Promise<void> {
  await db
    .update(operationItems)
    .set({ state, why, endedAt: sql`now()` })
    .where(and(isItem(key), inArray(operationItems.state, ['waiting', 'left'])));
}

/** Nothing came of it: to be tried again in so many seconds. `counts`: it was the route's own fault. */
export async function putOffItem(
  db: Queries,
  key: ItemKey,
  { seconds, counts }: { readonly seconds: number; readonly counts: boolean },
): Promise<void> {
  await db
    .update(operationItems)
    .set({
      dueAt: sql`now() + ${seconds} * interval '1 second'`,
      tries: sql`${operationItems.tries} + ${counts ? 1 : 0}`,
    })
    .where(isItem(key));
}

/** Ends an operation before its time: what was not begun is left as it is. False where the team has no such one. */
export async function stopOperation(db: Queries, team: string, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const stopped = await tx
      .update(operations)
      .set({ stoppedAt: sql`coalesce(${operations.stoppedAt}, now())` })
      .where(and(eq(operations.id, id), eq(operations.team, team)))
      .returning({ id: operations.id });
    await tx
      .update(operationItems)
      .set({ state: 'left' })
      .where(
        and(
          eq(operationItems.operation, id),
          eq(operationItems.state, 'waiting'),
          sql`${stopped.length} > 0`,
        ),
      );
    return stopped.length > 0;
  });
}

const isItem = ({ operation, item }: ItemKey) =>
  and(eq(operationItems.operation, operation), eq(operationItems.item, item));
