import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { isOn, isResting } from './maintenance.ts';
import { gates, maintenance } from './own-schema.ts';
import { prepared } from './prepared.ts';
import { filledUp, placesPerSecond } from './rate.ts';

/** An agency cannot be called now; `waitMs` until it is worth asking again. */
export type Closed =
  | { readonly is: 'breaker'; readonly waitMs: number }
  /** The agency has declared that it cannot be reached now. */
  | { readonly is: 'maintenance'; readonly waitMs: number };

/** Whether calls may be prepared for an agency now. `isProbe`: only this one, which tries whether the agency is back. */
export type Standing = { readonly is: 'go'; readonly isProbe: boolean } | Closed;

/** Failures in a row that open the breaker, and how often it is tried whether the agency is back. */
export interface BreakerSettings {
  readonly failures: number;
  readonly probeEveryMs: number;
}
export const breakerSettings: BreakerSettings = { failures: 5, probeEveryMs: 60_000 };

/** What a query says of the gate of an agency that it is given as `agency`, where it joins that gate. */
export interface GateLook {
  /** While the agency rests by its own word: until it ends. */
  readonly restMs: number | null;
  readonly isOpen: boolean;
  readonly probeInMs: number;
}

export const agencyAsked = sql.placeholder('agency');
export const isGateAsked = eq(gates.agency, agencyAsked);
export const gateLook = {
  restMs: sql<number | null>`(select ${msUntil(sql`max(${maintenance.to})`)} from ${maintenance}
    where ${maintenance.agency} = ${agencyAsked} and ${isOn})`,
  isOpen: sql<boolean>`${gates.openedAt} is not null`,
  probeInMs: sql<number>`coalesce(${msUntil(sql`${gates.nextProbeAt}`)}, 0)`,
};

/**
 * Says whether it is worth preparing a call. While the breaker is open nothing goes, but for one probe each time its
 * instant has come; while the agency rests by its own word, nothing at all. The database's clock decides: workers'
 * clocks differ.
 */
export async function askStanding(
  db: Queries,
  {
    agency,
    mayProbe,
    look = null,
  }: { readonly agency: string; readonly mayProbe: boolean; readonly look?: GateLook | null },
  { probeEveryMs }: BreakerSettings,
): Promise<Standing> {
  const closed = look === null ? (await lookAt(db, agency)).closed : closedBy(look);
  if (closed === null) return { is: 'go', isProbe: false };
  if (closed.is === 'maintenance' || !mayProbe) return closed;
  const [claimed] = await db
    .update(gates)
    .set({ nextProbeAt: sql`clock_timestamp() + ${milliseconds(probeEveryMs)}` })
    .where(and(eq(gates.agency, agency), sql`${gates.nextProbeAt} <= clock_timestamp()`))
    .returning({ agency: gates.agency });
  return claimed ? { is: 'go', isProbe: true } : closed;
}

/** How a gate stands. */
export interface Look {
  readonly closed: Closed | null;
  readonly isProbeDue: boolean;
  /** Places that have come; null where nobody has called the agency yet. */
  readonly left: number | null;
}

const gateSeen = prepared((db) =>
  db
    .select({
      ...gateLook,
      left: sql<
        number | null
      >`case when ${gates.agency} is not null then ${filledUp(sql.placeholder('rate'))} end`,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(gates, isGateAsked)
    .prepare('gate-seen'),
);

/** How an agency's gate stands; `rate` in places a second. */
export async function lookAt(db: Queries, agency: string, rate = 1): Promise<Look> {
  const [seen] = await gateSeen(db).execute({ agency, rate });
  if (seen === undefined) throw new Error(`The gate of ${agency} cannot be looked at.`);
  const { probeInMs, left } = seen;
  return { closed: closedBy(seen), isProbeDue: probeInMs <= 0, left };
}

function closedBy(seen: GateLook): Closed | null {
  if (seen.restMs !== null) return { is: 'maintenance', waitMs: Math.max(1, Math.ceil(seen.restMs)) };
  return seen.isOpen ? { is: 'breaker', waitMs: Math.max(1_000, Math.ceil(seen.probeInMs)) } : null;
}

/** The agency answered, whatever it said: its breaker closes. */
export async function reportHealthy(db: Queries, agency: string): Promise<void> {
  await db
    .update(gates)
    .set({ failures: 0, openedAt: null, nextProbeAt: null })
    .where(eq(gates.agency, agency));
}

/**
 * The agency could not be reached; after so many times in a row its breaker opens. Not counted while the agency rests
 * by its own word: that is no news.
 */
export async function reportFailure(
  db: Queries,
  agency: string,
  { failures, probeEveryMs }: BreakerSettings,
): Promise<void> {
  const opens = sql`${gates.failures} + 1 >= ${failures}`;
  await db
    .update(gates)
    .set({
      failures: sql`${gates.failures} + 1`,
      openedAt: sql`case when ${opens} then coalesce(${gates.openedAt}, clock_timestamp()) end`,
      nextProbeAt: sql`case when ${opens} then clock_timestamp() + ${milliseconds(probeEveryMs)} end`,
    })
    .where(sql`${gates.agency} = ${agency} and not ${isResting(agency)}`);
}

/** The agency asked us all to slow down: no places until then. */
export async function reportThrottled(
  db: Queries,
  {
    agency,
    perSecond,
    forMs,
  }: { readonly agency: string; readonly perSecond: number; readonly forMs: number },
): Promise<void> {
  const rate = placesPerSecond(perSecond);
  const debt = 1 - (forMs / 1_000) * rate;
  await db
    .update(gates)
    .set({ tokens: sql`least(${filledUp(rate)}, ${debt}::float8)`, refilledAt: sql`clock_timestamp()` })
    .where(eq(gates.agency, agency));
}

/** Whether an agency's calls may be fetched: all of them, just the one that may probe, or none. */
export type Fetching = 'all' | 'one' | 'none';

/** What workers go by before they fetch an agency's calls from its queue. The database's clock decides here too. */
export async function fetchingOf(db: Queries, agency: string): Promise<Fetching> {
  const { closed, isProbeDue } = await lookAt(db, agency);
  if (closed === null) return 'all';
  return closed.is === 'breaker' && isProbeDue ? 'one' : 'none';
}

function msUntil(instant: SQL): SQL {
  return sql`extract(epoch from ${instant} - clock_timestamp())::float8 * 1000`;
}

function milliseconds(ms: number): SQL {
  return sql`make_interval(secs => ${ms / 1_000}::float8)`;
}
