import type { SQL } from 'drizzle-orm';
import { and, asc, eq, inArray, isNull, lt, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { tasks } from './schema.ts';

/** Officer, head, the operator's daily list: the last rung stays. */
export const lastLevel = 3;

const isOpen = and(eq(tasks.kind, 'officer'), isNull(tasks.closedAt));
const since: SQL<Date> = sql`coalesce(${tasks.raisedAt}, ${tasks.openedAt})`.mapWith(tasks.openedAt);

/** Officers' tasks of which it is not yet reckoned when they go up a level; `since` when they came to this one. */
export async function tasksToReckon(db: Queries, limit: number) {
  return db
    .select({ id: tasks.id, team: tasks.team, since })
    .from(tasks)
    .where(and(isOpen, lt(tasks.level, lastLevel), isNull(tasks.raiseAt)))
    .orderBy(asc(tasks.openedAt))
    .limit(limit);
}

export async function setRaiseAt(db: Queries, id: string, at: Date): Promise<void> {
  await db.update(tasks).set({ raiseAt: at }).where(eq(tasks.id, id));
}

/** Raises what nobody settled in its term, each by one level; of several workers one does it. */
export async function raiseDue(db: Queries) {
  return db
    .update(tasks)
    .set({ level: sql`${tasks.level} + 1`, raisedAt: sql`now()`, raiseAt: null })
    .where(and(isOpen, lt(tasks.level, lastLevel), sql`${tasks.raiseAt} <= now()`))
    .returning({ id: tasks.id, team: tasks.team, level: tasks.level });
}

/** How many officers' tasks of each team stand on a level above the first. */
export async function raisedTasks(db: Queries) {
  return db
    .select({ team: tasks.team, level: tasks.level, count: sql<number>`count(*)`.mapWith(Number) })
    .from(tasks)
    .where(and(isOpen, inArray(tasks.level, [2, lastLevel])))
    .groupBy(tasks.team, tasks.level)
    .orderBy(asc(tasks.team), asc(tasks.level));
}
