import { and, eq, inArray, isNotNull, isNull, notInArray, or, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import type { RouteFault } from './runs/fault.ts';
import { routes } from './schema.ts';

/** These are told apart from the others: they need an officer, so they take the place of any other. */
const runFaults: readonly RouteFault[] = ['run-ended', 'run-lost'];

/** Marks open routes that cannot go on by this fault of ours. Gives the ids of those that were not marked so yet. */
export async function markFaults(db: Queries, ids: readonly string[], fault: RouteFault): Promise<string[]> {
  if (ids.length === 0) return [];
  const isHigher = runFaults.includes(fault) ? notInArray(routes.fault, [...runFaults]) : undefined;
  const rows = await db
    .update(routes)
    .set({ faultSince: sql`coalesce(${routes.faultSince}, now())`, fault })
    .where(
      and(
        inArray(routes.id, [...ids]),
        eq(routes.state, 'open'),
        isHigher === undefined ? isNull(routes.fault) : or(isNull(routes.fault), isHigher),
      ),
    )
    .returning({ id: routes.id });
  return rows.map(({ id }) => id);
}

/** Takes the mark of this fault from all routes but these. Gives the ids of those that had it. */
export async function clearFaultsBut(
  db: Queries,
  except: readonly string[],
  fault: RouteFault,
): Promise<string[]> {
  return clear(db, except.length === 0 ? undefined : notInArray(routes.id, [...except]), [fault]);
}

/** Takes the marks of these faults from these routes. Gives the ids of those that had one. */
export async function clearFaultsOf(
  db: Queries,
  ids: readonly string[],
  faults: readonly RouteFault[],
): Promise<string[]> {
  return ids.length === 0 ? [] : clear(db, inArray(routes.id, [...ids]), faults);
}

async function clear(
  db: Queries,
  whose: ReturnType<typeof inArray> | undefined,
  faults: readonly RouteFault[],
): Promise<string[]> {
  const rows = await db
    .update(routes)
    .set({ faultSince: null, fault: null })
    .where(and(isNotNull(routes.faultSince), inArray(routes.fault, [...faults]), whose))
    .returning({ id: routes.id });
  return rows.map(({ id }) => id);
}
