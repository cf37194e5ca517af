import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { and, desc, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { healthNow, type Health, isInHealth, nextDeadline, waitsOn, willBeLate } from './route-health.ts';
import { routes } from './schema.ts';
import { seesRoute, takesPart, type Viewer } from './viewers.ts';

/** Which routes to list; what is null does not matter. */
export interface RouteFilter {
  readonly state: 'open' | 'closed' | null;
  readonly health: Health | null;
  readonly lifeEvent: string | null;
  /** An agency's id, or `person`. */
  readonly waitingOn: string | null;
  /** Whether a term ends in a time for which its agency has said that it cannot be reached. */
  readonly willBeLate: boolean | null;
  readonly personKey: string | null;
}

/** Where a page begins: after the row that was started at this instant (microseconds of the epoch) with this id. */
export interface After {
  readonly at: string;
  readonly id: string;
}

export interface Page {
  readonly after: After | null;
  readonly limit: number;
}

export type ListedRoute = Awaited<ReturnType<typeof listRoutes>>['items'][number];

/** Routes that the viewer sees, newest first, a page at a time. */
export async function listRoutes(
  db: Queries,
  viewer: Viewer,
  { filter, page }: { filter: RouteFilter; page: Page },
) {
  const rows = await db
    .select({
      id: routes.id,
      lifeEvent: routes.lifeEvent,
      version: routes.version,
      state: routes.state,
      outcome: routes.outcome,
      reason: routes.reason,
      health: healthNow,
      seq: routes.seq,
      startedAt: routes.startedAt,
      closedAt: routes.closedAt,
      nextDeadline,
      at: microseconds(routes.startedAt),
    })
    .from(routes)
    .where(and(seesRoute(db, viewer), ...filters(filter), afterRow(page.after)))
    .orderBy(desc(routes.startedAt), desc(routes.id))
    .limit(page.limit + 1);
  return cut(rows, page.limit);
}

function filters({
  state,
  health,
  lifeEvent,
  waitingOn,
  willBeLate: late,
  personKey,
}: RouteFilter): (SQL | undefined)[] {
  return [
    state === null ? undefined : eq(routes.state, state),
    lifeEvent === null ? undefined : eq(routes.lifeEvent, lifeEvent),
    health === null ? undefined : isInHealth(health),
    waitingOn === null ? undefined : waitsOn(waitingOn),
    late === null ? undefined : late ? willBeLate : sql`not ${willBeLate}`,
    personKey === null ? undefined : takesPart(personKey),
  ];
}

function afterRow(after: After | null): SQL | undefined {
  return after === null
    ? undefined
    : sql`(${routes.startedAt}, ${routes.id}) < (${instantOf(after.at)}, ${after.id})`;
}

/** An instant in full precision: JavaScript's dates would lose the microseconds that a cursor needs. */
export function microseconds(column: AnyPgColumn): SQL<string> {
  return sql<string>`(extract(epoch from ${column}) * 1000000)::bigint::text`;
}

export function instantOf(at: string): SQL {
  return sql`'epoch'::timestamptz + ${at}::bigint * interval '1 microsecond'`;
}

/** One row more than asked for was read: it tells whether there is a next page. */
export function cut<Row extends After>(
  rows: readonly Row[],
  limit: number,
): { items: Row[]; next: After | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? { at: last.at, id: last.id } : null };
}
