import { eq, sql } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { isResting, restOf } from './maintenance.ts';
import { gates } from './own-schema.ts';

/** Whether one request may go to an agency now. */
export type Place =
  /** `unsettled`: earlier requests failed, so that a success has to be reported. */
  | { readonly is: 'go'; readonly unsettled: boolean }
  | { readonly is: 'no-place'; readonly waitMs: number }
  | { readonly is: 'breaker'; readonly waitMs: number }
  /** The agency has declared that it cannot be reached now. */
  | { readonly is: 'maintenance'; readonly waitMs: number };

export interface PlaceQuestion {
  readonly agency: string;
  /** Requests a second that all our workers together may send; as many may go at once. */
  readonly perSecond: number;
  /** May this request be the one that tries whether an agency that is down is back? */
  readonly mayProbe: boolean;
}

/** Failures in a row that open the breaker, and how often it is tried whether the agency is back. */
export interface BreakerSettings {
  readonly failures: number;
  readonly probeEveryMs: number;
}
export const breakerSettings: BreakerSettings = { failures: 5, probeEveryMs: 60_000 };

/**
 * Takes a place in the agency's rate limit, shared by all workers. While the breaker is open nothing goes, but for
 * one probe each time its instant has come; while the agency rests by its own word, nothing at all. The database's clock decides: workers' clocks differ.
 */
export async function takePlace(
  db: Queries,
  question: PlaceQuestion,
  { probeEveryMs }: BreakerSettings,
): Promise<Place> {
  const { agency, perSecond, mayProbe } = question;
  const burst = Math.max(1, perSecond);
  const filled = filledUp(perSecond, burst);
  const [taken] = await db
    .update(gates)
    .set({
      tokens: sql`${filled} - 1`,
      refilledAt: sql`clock_timestamp()`,
      nextProbeAt: sql`case when ${gates.openedAt} is not null then clock_timestamp() + ${milliseconds(probeEveryMs)} end`,
    })
    .where(
      sql`${gates.agency} = ${agency} and ${filled} >= 1
        and (${gates.openedAt} is null or (${mayProbe}::boolean and ${gates.nextProbeAt} <= clock_timestamp()))
        and not ${isResting(agency)}`,
    )
    .returning({ failures: gates.failures });
  if (taken) return { is: 'go', unsettled: taken.failures > 0 };
  return whyNot(db, question, burst);
}

async function whyNot(db: Queries, { agency, perSecond }: PlaceQuestion, burst: number): Promise<Place> {
  const restMs = await restOf(db, agency);
  if (restMs !== null) return { is: 'maintenance', waitMs: restMs };
  const [entered] = await db
    .insert(gates)
    .values({ agency, tokens: burst - 1 })
    .onConflictDoNothing()
    .returning();
  if (entered) return { is: 'go', unsettled: false };
  const [gate] = await db
    .select({
      open: sql<boolean>`${gates.openedAt} is not null`,
      probeInMs: sql<number>`extract(epoch from ${gates.nextProbeAt} - clock_timestamp())::float8 * 1000`,
      missing: sql<number>`1 - ${filledUp(perSecond, burst)}`,
    })
    .from(gates)
    .where(eq(gates.agency, agency));
  if (gate?.open) return { is: 'breaker', waitMs: Math.max(1_000, Math.ceil(gate.probeInMs)) };
  return { is: 'no-place', waitMs: Math.max(10, Math.ceil(((gate?.missing ?? 1) / perSecond) * 1000)) };
}

/**
 * The agency answered, whatever it said: its breaker closes. All who waited come now, so that places come back one by
 * one and not as many at once as for an agency that nobody asked for a while.
 */
export async function reportHealthy(db: Queries, agency: string): Promise<void> {
  const wasOpen = sql`${gates.openedAt} is not null`;
  await db
    .update(gates)
    .set({
      failures: 0,
      openedAt: null,
      nextProbeAt: null,
      tokens: sql`case when ${wasOpen} then 0 else ${gates.tokens} end`,
      refilledAt: sql`case when ${wasOpen} then clock_timestamp() else ${gates.refilledAt} end`,
    })
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
  const debt = 1 - (forMs / 1000) * perSecond;
  await db
    .update(gates)
    .set({ tokens: sql`least(${gates.tokens}, ${debt}::float8)`, refilledAt: sql`clock_timestamp()` })
    .where(eq(gates.agency, agency));
}

/** Whether an agency's calls may be fetched: all of them, just the one that may probe, or none. */
export type Fetching = 'all' | 'one' | 'none';

/** What workers go by before they fetch an agency's calls from its queue. The database's clock decides here too. */
export async function fetchingOf(db: Queries, agency: string): Promise<Fetching> {
  if ((await restOf(db, agency)) !== null) return 'none';
  const [gate] = await db
    .select({
      isOpen: sql<boolean>`${gates.openedAt} is not null`,
      isProbeDue: sql<boolean>`coalesce(${gates.nextProbeAt} <= clock_timestamp(), false)`,
    })
    .from(gates)
    .where(eq(gates.agency, agency));
  if (!gate?.isOpen) return 'all';
  return gate.isProbeDue ? 'one' : 'none';
}

function filledUp(perSecond: number, burst: number) {
  return sql`least(${burst}::float8, ${gates.tokens}
    + extract(epoch from clock_timestamp() - ${gates.refilledAt})::float8 * ${perSecond}::float8)`;
}

function milliseconds(ms: number) {
  return sql`make_interval(secs => ${ms / 1000}::float8)`;
}
