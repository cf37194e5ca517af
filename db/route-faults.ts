import { and, count, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { routes } from './schema.ts';

/** Marks open routes that cannot go on by a fault of ours. Gives the ids of those that were not marked yet. */
export async function markFaults(db: Queries, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .update(routes)
    .set({ faultSince: sql`now()` })
    .where(and(inArray(routes.id, [...ids]), eq(routes.state, 'open'), isNull(routes.faultSince)))
    .returning({ id: routes.id });
  return rows.map(({ id }) => id);
}

/** Takes the mark from all routes but these. Gives the ids of those that had it. */
export async function clearFaults(db: Queries, except: readonly string[]): Promise<string[]> {
  const rows = await db
    .update(routes)
    .set({ faultSince: null })
    .where(
      and(isNotNull(routes.faultSince), except.length === 0 ? undefined : notInArray(routes.id, [...except])),
    )
    .returning({ id: routes.id });
  return rows.map(({ id }) => id);
}

/** How many open routes a fault of ours holds up just now. */
export async function countFaults(db: Queries): Promise<number> {
  const held = and(isNotNull(routes.faultSince), eq(routes.state, 'open'));
  return (await db.select({ held: count() }).from(routes).where(held))[0]?.held ?? 0;
}
