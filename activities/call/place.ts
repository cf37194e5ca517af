import { setTimeout as delay } from 'node:timers/promises';
import type { AgencysGate } from '../../db/call-state.ts';
import {
  askStanding,
  type Closed,
  fetchingOf,
  leaveWithinMs,
  type Standing,
  takePlace,
} from '../../db/gates.ts';
import type { PerformArgs } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
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

/**
 * Takes a place in the agency's rate limit and waits for its instant. `leadMs`: by so much the request was late for
 * the place it had before.
 */
export async function waitForPlace(world: World, ready: Ready, leadMs: number): Promise<Leave | NotSent> {
  const { agency, pace, isProbe } = ready;
  const { orm } = world.db;
  const perSecond = perSecondOf(world, agency);
  const asked = performance.now();
  const place = await takePlace(orm, { agency, perSecond, isProbe, patienceMs: patienceMs[pace], leadMs });
  if (place.is !== 'go') return notSent(agency, place);
  const { inMs, unsettled } = place;
  // The database promised it somewhen between question and answer.
  const leaveBy = asked + inMs + leaveWithinMs;
  if (inMs === 0) return { is: 'leave', leaveBy, unsettled };
  const { cancelled } = world.surroundings();
  await delay(Math.ceil(inMs), undefined, { signal: cancelled }).catch(() => undefined);
  if (cancelled.aborted) return { is: 'not-sent', because: 'cancelled', agency, waitMs: 0 };
  const isDown = !isProbe && inMs > newsAfterMs && (await fetchingOf(orm, agency)) !== 'all';
  return isDown
    ? { is: 'not-sent', because: 'breaker', agency, waitMs: 1_000 }
    : { is: 'leave', leaveBy, unsettled };
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
