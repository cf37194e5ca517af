import { setTimeout as delay } from 'node:timers/promises';
import type { AgencysGate } from '../../db/call-state.ts';
import { askStanding, type Closed, fetchingOf, type Standing } from '../../db/gates.ts';
import { type Granted, type PlaceQuestion, takePlace } from '../../db/places.ts';
import { leaveWithinMs } from '../../db/rate.ts';
import type { PerformArgs } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import { needsIntent } from './intent.ts';
import type { NotSent } from './verdict.ts';

/** How long a call waits for its turn: a quick one holds its route up meanwhile, an ordinary one only its own agency's calls. */
const patienceMs: Readonly<Record<PerformArgs['pace'], number>> = { quick: 250, ordinary: 10_000 };

/** After so long a wait the agency may have gone down. */
const newsAfterMs = 100;

/** Whether a call may be prepared. Only an ordinary one may be the probe of an agency that is down. */
export async function admit(
  world: World,
  agency: string,
  { pace, gate = null }: { readonly pace: PerformArgs['pace']; readonly gate?: AgencysGate | null },
): Promise<Extract<Standing, { is: 'go' }> | NotSent> {
  const look = gate?.agency === agency ? gate.look : null;
  const question = { agency, mayProbe: pace === 'ordinary', look };
  const standing = await askStanding(world.db.orm, question, world.breaker);
  return standing.is === 'go' ? standing : notSent(agency, standing);
}

/** A request that is ready to leave. */
export interface Ready {
  readonly agency: string;
  readonly pace: PerformArgs['pace'];
  readonly isProbe: boolean;
}

/** It may leave now; `leaveBy` on the clock of `performance.now()`. */
export interface Leave {
  readonly is: 'leave';
  readonly leaveBy: number;
  readonly unsettled: boolean;
}

/** A place that the database promised somewhen between two instants of `performance.now()`. */
export interface Promised extends Granted {
  readonly asked: number;
  readonly answered: number;
}

/**
 * The place that a quick call of this service takes with its first look: nothing comes between that and the request. Null
 * where something does, as an intent or the question whether somebody lives: then it is asked for when all is ready.
 */
export function placeAtOnce(world: World, id: string, pace: PerformArgs['pace']): PlaceQuestion | null {
  const service = world.catalogue.services[id];
  if (pace !== 'quick' || service?.path === undefined || needsIntent(service)) return null;
  if ((service.aliveFirst ?? []).length > 0) return null;
  return questionOf(world, { agency: service.agency, pace, isProbe: false }, 0);
}

/** Takes a place in the agency's rate limit. `leadMs`: by so much the request was late for the place it had before. */
export async function askForPlace(world: World, ready: Ready, leadMs: number): Promise<Promised | NotSent> {
  const asked = performance.now();
  const place = await takePlace(world.db.orm, questionOf(world, ready, leadMs));
  return place.is === 'go' ? { ...place, asked, answered: performance.now() } : notSent(ready.agency, place);
}

/** Waits for the instant of a place. */
export async function waitForPlace(
  world: World,
  { agency, isProbe }: Ready,
  { inMs, unsettled, asked, answered }: Promised,
): Promise<Leave | NotSent> {
  const leaveBy = asked + inMs + leaveWithinMs;
  const waitMs = answered + inMs - performance.now();
  if (waitMs <= 0) return { is: 'leave', leaveBy, unsettled };
  const { cancelled } = world.surroundings();
  await delay(Math.ceil(waitMs), undefined, { signal: cancelled }).catch(() => undefined);
  if (cancelled.aborted) return { is: 'not-sent', because: 'cancelled', agency, waitMs: 0 };
  const isDown = !isProbe && waitMs > newsAfterMs && (await fetchingOf(world.db.orm, agency)) !== 'all';
  return isDown
    ? { is: 'not-sent', because: 'breaker', agency, waitMs: 1_000 }
    : { is: 'leave', leaveBy, unsettled };
}

function questionOf(world: World, { agency, pace, isProbe }: Ready, leadMs: number): PlaceQuestion {
  return { agency, isProbe, leadMs, perSecond: perSecondOf(world, agency), patienceMs: patienceMs[pace] };
}

function perSecondOf({ catalogue }: World, agency: string): number {
  const perSecond = catalogue.agencies[agency]?.perSecond;
  if (perSecond === undefined) throw new Error(`The catalogue has no agency "${agency}".`);
  return perSecond;
}

function notSent(
  agency: string,
  { is, waitMs }: Closed | { readonly is: 'no-place'; readonly waitMs: number },
): NotSent {
  return { is: 'not-sent', because: is, agency, waitMs };
}
