import type { Placeholder, SQL } from 'drizzle-orm';
import { and, eq, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { isOn, isResting } from './maintenance.ts';
import { gates, maintenance } from './own-schema.ts';
import { prepared } from './prepared.ts';

/** An agency cannot be called now; `waitMs` until it is worth asking again. */
export type Closed =
  | { readonly is: 'breaker'; readonly waitMs: number }
  /** The agency has declared that it cannot be reached now. */
  | { readonly is: 'maintenance'; readonly waitMs: number };

/** Whether calls may be prepared for an agency now. `isProbe`: only this one, which tries whether the agency is back. */
export type Standing = { readonly is: 'go'; readonly isProbe: boolean } | Closed;

/** Whether one request may leave for an agency, and when. */
export type Place =
  /** After `inMs`, not before. `unsettled`: earlier requests failed, so that a success has to be reported. */
  | { readonly is: 'go'; readonly inMs: number; readonly unsettled: boolean }
  | { readonly is: 'no-place'; readonly waitMs: number }
  | Closed;

export interface PlaceQuestion {
  readonly agency: string;
  /** Requests that may reach the agency within any second, from all our workers together. */
  readonly perSecond: number;
  /** Also while the breaker is open. */
  readonly isProbe: boolean;
  /** A place that comes later than this is left to others. */
  readonly patienceMs: number;
  /** The place must not come sooner: who asks could not use it. */
  readonly leadMs: number;
}

/** Failures in a row that open the breaker, and how often it is tried whether the agency is back. */
export interface BreakerSettings {
  readonly failures: number;
  readonly probeEveryMs: number;
}
export const breakerSettings: BreakerSettings = { failures: 5, probeEveryMs: 60_000 };

/** A request must have left so soon after the instant of its place; later, it needs another one. */
export const leaveWithinMs = 150;
/** By so much more the way of one request may be longer than that of another. */
const wayMs = 100;

/**
 * How many places there are a second, evenly apart. As many as the limit would be too many: a request that lingers on
 * its way arrives within one second with those that left later. So that many are given in a second and the longest delay.
 */
export function placesPerSecond(perSecond: number): number {
  return (perSecond * 1_000) / (1_000 + leaveWithinMs + wayMs);
}

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

const rateAsked = sql.placeholder('rate');
const leftOver = sql`least(${sql.placeholder('atMost')}::float8, ${filledUp(rateAsked)}) - 1`;

const placeTaken = prepared((db) =>
  db
    .update(gates)
    .set({ tokens: leftOver, refilledAt: sql`clock_timestamp()` })
    .where(
      and(
        isGateAsked,
        sql`${leftOver} >= ${sql.placeholder('atLeast')}::float8`,
        sql`(${sql.placeholder('isProbe')}::boolean or ${gates.openedAt} is null)`,
        sql`not ${isResting(agencyAsked)}`,
      ),
    )
    .returning({ failures: gates.failures, tokens: gates.tokens })
    .prepare('place-taken'),
);

/** Promises a place in the agency's rate limit, which all workers share. Places lie evenly apart, and none is saved up. */
export async function takePlace(db: Queries, question: PlaceQuestion): Promise<Place> {
  const { agency, perSecond, isProbe, patienceMs, leadMs } = question;
  const rate = placesPerSecond(perSecond);
  const atMost = 1 - (leadMs / 1_000) * rate;
  const atLeast = (-(leadMs + patienceMs) / 1_000) * rate;
  const [taken] = await placeTaken(db).execute({ agency, rate, atMost, atLeast, isProbe });
  if (taken) return { is: 'go', inMs: ((0 - taken.tokens) / rate) * 1_000, unsettled: taken.failures > 0 };
  return whyNot(db, question, rate);
}

async function whyNot(db: Queries, { agency }: PlaceQuestion, rate: number): Promise<Place> {
  const { closed, left } = await lookAt(db, agency, rate);
  if (closed !== null) return closed;
  if (left !== null) return { is: 'no-place', waitMs: Math.max(10, Math.ceil(((1 - left) / rate) * 1_000)) };
  const [entered] = await db
    .insert(gates)
    .values({ agency, tokens: 0 })
    .onConflictDoNothing()
    .returning({ agency: gates.agency });
  return entered ? { is: 'go', inMs: 0, unsettled: false } : { is: 'no-place', waitMs: 10 };
}

interface Look {
  readonly closed: Closed | null;
  readonly isProbeDue: boolean;
  /** Places that have come; null where nobody has called the agency yet. */
  readonly left: number | null;
}

const gateSeen = prepared((db) =>
  db
    .select({
      ...gateLook,
      left: sql<number | null>`case when ${gates.agency} is not null then ${filledUp(rateAsked)} end`,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(gates, isGateAsked)
    .prepare('gate-seen'),
);

/** How an agency's gate stands. */
async function lookAt(db: Queries, agency: string, rate = 1): Promise<Look> {
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

/** Places that have come by now; below zero, so many are promised ahead. One waits at most. */
function filledUp(rate: number | Placeholder): SQL {
  return sql`least(1::float8, ${gates.tokens}
    + extract(epoch from clock_timestamp() - ${gates.refilledAt})::float8 * ${rate}::float8)`;
}

function msUntil(instant: SQL): SQL {
  return sql`extract(epoch from ${instant} - clock_timestamp())::float8 * 1000`;
}

function milliseconds(ms: number): SQL {
  return sql`make_interval(secs => ${ms / 1_000}::float8)`;
}
