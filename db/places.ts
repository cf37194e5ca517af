import type { SQL } from 'drizzle-orm';
import { and, sql } from './drizzle.cjs';
import type { Queries } from './client.ts';
import { agencyAsked, type Closed, isGateAsked, lookAt } from './gates.ts';
import { isResting } from './maintenance.ts';
import { gates } from './own-schema.ts';
import { prepared } from './prepared.ts';
import { filledUp, placesPerSecond } from './rate.ts';

/** One request may leave after `inMs`, not before. `unsettled`: earlier ones failed, so that a success has to be reported. */
export interface Granted {
  readonly is: 'go';
  readonly inMs: number;
  readonly unsettled: boolean;
}

/** Whether one request may leave for an agency, and when. */
export type Place = Granted | { readonly is: 'no-place'; readonly waitMs: number } | Closed;

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

const leftOver = sql`least(${sql.placeholder('atMost')}::float8, ${filledUp(sql.placeholder('rate'))}) - 1`;

/** What taking a place leaves: below zero, so many are promised ahead. */
export interface Taken {
  readonly tokens: number;
  readonly failures: number;
}

/** Takes a place, for a statement with the placeholders of `placeAsked`, where `also` holds beside what must. */
export function placeTaken(db: Queries, also?: SQL) {
  return db
    .update(gates)
    .set({ tokens: leftOver, refilledAt: sql`clock_timestamp()` })
    .where(
      and(
        isGateAsked,
        sql`${leftOver} >= ${sql.placeholder('atLeast')}::float8`,
        sql`(${sql.placeholder('isProbe')}::boolean or ${gates.openedAt} is null)`,
        sql`not ${isResting(agencyAsked)}`,
        also,
      ),
    )
    .returning({ failures: gates.failures, tokens: gates.tokens });
}

/** The question as the statement takes it. */
export function placeAsked({ agency, perSecond, isProbe, patienceMs, leadMs }: PlaceQuestion) {
  const rate = placesPerSecond(perSecond);
  const atMost = 1 - (leadMs / 1_000) * rate;
  return { agency, isProbe, rate, atMost, atLeast: (-(leadMs + patienceMs) / 1_000) * rate };
}

export function granted({ tokens, failures }: Taken, { perSecond }: PlaceQuestion): Granted {
  return { is: 'go', inMs: ((0 - tokens) / placesPerSecond(perSecond)) * 1_000, unsettled: failures > 0 };
}

const placeAlone = prepared((db) => placeTaken(db).prepare('place-taken'));

/** Promises a place in the agency's rate limit, which all workers share. Places lie evenly apart, and none is saved up. */
export async function takePlace(db: Queries, question: PlaceQuestion): Promise<Place> {
  const [taken] = await placeAlone(db).execute(placeAsked(question));
  return taken ? granted(taken, question) : whyNot(db, question);
}

async function whyNot(db: Queries, { agency, perSecond }: PlaceQuestion): Promise<Place> {
  const rate = placesPerSecond(perSecond);
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
