import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { gates, maintenance } from './own-schema.ts';

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
export function isResting(agency: SQL | string): SQL<boolean> {
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
  return db.transaction(async (tx) => {
    const cancelled = await tx
      .update(maintenance)
      .set({ cancelledAt: sql`clock_timestamp()`, cancelledBy: by })
      .where(and(eq(maintenance.id, id), eq(maintenance.agency, agency), holds))
      .returning({ id: maintenance.id });
    if (cancelled.length > 0) await reopen(tx, agency);
    return cancelled.length > 0;
  });
}

/** How long the agency rests, in milliseconds; null where no window is on. Its places come back one by one after it. */
export async function restOf(db: Queries, agency: string): Promise<number | null> {
  const [rest] = await db
    .select({ to: sql<string | null>`max(${maintenance.to})::text` })
    .from(maintenance)
    .where(and(eq(maintenance.agency, agency), isOn));
  const to = rest?.to ?? null;
  if (to === null) return null;
  await db
    .update(gates)
    .set({ tokens: 0, refilledAt: sql`${to}::timestamptz` })
    .where(and(eq(gates.agency, agency), sql`${gates.refilledAt} < ${to}::timestamptz`));
  return Math.max(1, new Date(to).getTime() - Date.now());
}

async function reopen(tx: Queries, agency: string): Promise<void> {
  const now = sql`clock_timestamp()`;
  await tx
    .update(gates)
    .set({ tokens: 0, refilledAt: now })
    .where(and(eq(gates.agency, agency), gt(gates.refilledAt, now)));
}

/** Holds for a step whose term ends while its agency rests: who waits for it will be late. */
export function endsInWindow(agency: SQL, dueAt: SQL): SQL<boolean> {
  return sql`exists (select 1 from ${maintenance} where ${maintenance.agency} = ${agency} and ${holds}
    and ${dueAt} >= greatest(now(), ${maintenance.from}) and ${dueAt} < ${maintenance.to})`;
}
