import { eq, isNotNull, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { endsInWindow } from './maintenance.ts';
import { gates } from './own-schema.ts';
import { routes, steps } from './schema.ts';

/** Agencies whose breaker is open, since when, and when it is tried next whether they are back. */
export async function agenciesDown(
  db: Queries,
): Promise<{ readonly agency: string; readonly since: Date; readonly nextProbeAt: Date | null }[]> {
  const rows = await db
    .select({ agency: gates.agency, since: gates.openedAt, nextProbeAt: gates.nextProbeAt })
    .from(gates)
    .where(isNotNull(gates.openedAt));
  return rows.flatMap(({ since, ...row }) => (since === null ? [] : [{ ...row, since }]));
}

/** Open routes that wait on an agency: how many, beyond a term, and with a term that ends while the agency rests. */
export interface Waiting {
  readonly agency: string;
  readonly routes: number;
  readonly late: number;
  readonly willBeLate: number;
}

export async function waitingByAgency(db: Queries): Promise<Waiting[]> {
  const count = sql`count(distinct ${steps.route})`;
  const ends = endsInWindow(sql`${steps.agency}`, sql`${steps.dueAt}`);
  return db
    .select({
      agency: steps.agency,
      routes: sql<number>`${count}::int`,
      late: sql<number>`(${count} filter (where ${steps.dueAt} < now()))::int`,
      willBeLate: sql<number>`(${count} filter (where ${ends}))::int`,
    })
    .from(steps)
    .innerJoin(routes, eq(routes.id, steps.route))
    .where(sql`${steps.status} in ('in-progress', 'waiting-for-agency') and ${routes.state} = 'open'`)
    .groupBy(steps.agency);
}
