import type { Placeholder, SQL } from 'drizzle-orm';
import { and, asc, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { maintenance } from './own-schema.ts';

/** A time for which an agency has said that it cannot be reached. */
export interface Window {
  readonly id: string;
  readonly agency: string;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
}

const holds = sql`${maintenance.cancelledAt} is null and ${maintenance.to} > clock_timestamp()`;

/** Holds for a window that is on. */
export const isOn = sql`${holds} and ${maintenance.from} <= clock_timestamp()`;

/** Holds while the agency named by `agency` (a column or a value) is in a declared window. */
export function isResting(agency: SQL | Placeholder | string): SQL<boolean> {
  return sql`exists (select 1 from ${maintenance} where ${maintenance.agency} = ${agency} and ${isOn})`;
}

/** Windows that last or are to come, of all agencies, the next first. */
export async function windowsAhead(db: Queries): Promise<Window[]> {
  return db
    .select({
      id: maintenance.id,
      agency: maintenance.agency,
      from: maintenance.from,
      to: maintenance.to,
      reason: maintenance.reason,
    })
    .from(maintenance)
    .where(holds)
    .orderBy(asc(maintenance.from), asc(maintenance.id));
}

/** Declares a window. The same id again changes nothing. */
export async function declareWindow(
  db: Queries,
  { declaredBy, ...window }: Window & { readonly declaredBy: string },
): Promise<void> {
  await db
    .insert(maintenance)
    .values({ ...window, declaredBy })
    .onConflictDoNothing();
}

/** Ends a window now, or before it began; false where the agency has no such window that is not over. */
export async function cancelWindow(
  db: Queries,
  { id, agency, by }: { readonly id: string; readonly agency: string; readonly by: string },
): Promise<boolean> {
  const cancelled = await db
    .update(maintenance)
    .set({ cancelledAt: sql`clock_timestamp()`, cancelledBy: by })
    .where(and(eq(maintenance.id, id), eq(maintenance.agency, agency), holds))
    .returning({ id: maintenance.id });
  return cancelled.length > 0;
}

/** Holds for a step whose term ends while its agency rests: who waits for it will be late. */
export function endsInWindow(agency: SQL, dueAt: SQL): SQL<boolean> {
  return sql`exists (select 1 from ${maintenance} where ${maintenance.agency} = ${agency} and ${holds}
    and ${dueAt} >= greatest(now(), ${maintenance.from}) and ${dueAt} < ${maintenance.to})`;
}
