import { and, asc, count, eq, gt, gte, inArray, lt } from './drizzle.cjs';
import type { CompiledRoute, StartFacts } from '../notation/compiled-route.ts';
import { type RouteStanding, type Standing, standingOf } from '../notation/law-change.ts';
import type { Queries } from './client.ts';
import { definitions, routes, steps } from './schema.ts';

/** An open route that goes by an older version, and where it stands by its rows. */
export interface OlderRoute {
  readonly id: string;
  readonly personKey: string;
  readonly compiled: CompiledRoute;
  readonly startedAt: Date;
  readonly standing: RouteStanding;
}

/** The next open routes of a life event, in the order of their ids, that go by a version older than the one named. */
export async function olderRoutes(
  db: Queries,
  of: { readonly lifeEvent: string; readonly version: string },
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<OlderRoute[]> {
  const found = await db
    .select({
      id: routes.id,
      personKey: routes.personKey,
      compiled: definitions.compiled,
      start: routes.start,
      startedAt: routes.startedAt,
    })
    .from(routes)
    .innerJoin(definitions, eq(definitions.hash, routes.definition))
    .where(
      and(
        ...[eq(routes.lifeEvent, of.lifeEvent), eq(routes.state, 'open')],
        ...[lt(routes.version, of.version), gt(routes.id, after)],
      ),
    )
    .orderBy(asc(routes.id))
    .limit(limit);
  const rows = await rowsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.map(({ start, ...route }) => ({
    ...route,
    standing: standingByRows(
      { route: route.compiled, start },
      rows.filter((row) => row.route === route.id),
    ),
  }));
}

/** How many open routes of the life event go by that version or a later one already, by version. */
export async function newerRoutes(
  db: Queries,
  { lifeEvent, version }: { readonly lifeEvent: string; readonly version: string },
): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .select({ version: routes.version, count: count() })
    .from(routes)
    .where(and(eq(routes.lifeEvent, lifeEvent), eq(routes.state, 'open'), gte(routes.version, version)))
    .groupBy(routes.version);
  return Object.fromEntries(rows.map((row) => [row.version, row.count]));
}

type Row = Pick<typeof steps.$inferSelect, 'route' | 'step' | 'status' | 'stuckReason' | 'skippedBecause'>;

async function rowsOf(db: Queries, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { route, step, status, stuckReason, skippedBecause } = steps;
  return db
    .select({ route, step, status, stuckReason, skippedBecause })
    .from(steps)
    .where(inArray(route, ids));
}

interface Begun {
  readonly route: CompiledRoute;
  readonly start: StartFacts;
}

/**
 * Where a route stands, as far as rows tell: a quick call under way has none. The route itself has the last word.
 * Pure.
 */
export function standingByRows({ route, start }: Begun, rows: readonly Omit<Row, 'route'>[]): RouteStanding {
  const begun = Object.keys(route.steps).flatMap((id) => {
    const own = rows.filter(({ step }) => step === id);
    return own.length === 0 ? [] : [[id, standingOfStep(own, elements({ route, start }, id))] as const];
  });
  const stands: Record<string, Standing> = Object.fromEntries(begun);
  return { steps: stands, ending: endingOf(route, stands, rows) };
}

/** A list of which some elements have no row yet is under way, unless it was left out as a whole. */
function standingOfStep(own: readonly Pick<Row, 'status' | 'stuckReason'>[], known: number): Standing {
  const standing = standingOf(own.map(statusOf));
  return standing !== 'skipped' && own.length < known ? 'open' : standing;
}

/** An act that could not be taken back yet stands as done. */
function statusOf({ status, stuckReason }: Pick<Row, 'status' | 'stuckReason'>): string {
  return stuckReason === 'undo-failed' ? 'done' : status;
}

/** How many times a step is done: once, or once per element of its list. */
function elements({ route, start }: Begun, id: string): number {
  const each = route.steps[id]?.each ?? null;
  if (each === null) return 1;
  return 'event' in each ? (start.items[id]?.length ?? 0) : elements({ route, start }, each.step);
}

/** Withdrawn as a whole: nothing that rests on consent goes on or is still to come. */
function endingOf(
  { steps: all }: CompiledRoute,
  stands: Readonly<Record<string, Standing>>,
  rows: readonly Omit<Row, 'route'>[],
): RouteStanding['ending'] {
  const ids = Object.keys(all);
  if (ids.some((id) => stands[id] === 'refused' && all[id]?.essential)) return 'refused';
  const goesOn = ids.filter((id) => stands[id] === undefined || stands[id] === 'open');
  if (goesOn.length === 0) return 'closing';
  const isWithdrawn = rows.some(({ skippedBecause }) => skippedBecause === 'withdrawn');
  return isWithdrawn && goesOn.every((id) => all[id]?.basis === 'law') ? 'withdrawn' : null;
}
