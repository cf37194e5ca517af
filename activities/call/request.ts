import { reportFailure, reportHealthy, reportThrottled } from '../../db/gates.ts';
import type { PlatformAnswer, PlatformCall } from '../platform/index.ts';
import type { PerformArgs } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import { askForPlace, type Leave, type Promised, waitForPlace } from './place.ts';
import type { NotSent } from './verdict.ts';

/** One gateway's wrong clock must not stop all our calls to an agency for longer than this. */
const longestThrottleMs = 60_000;

/** A request that is ready to leave. */
export interface Request extends Omit<PlatformCall, 'signal' | 'depart'> {
  readonly pace: PerformArgs['pace'];
  /** Of a quick attempt; an ordinary one has its service's time. */
  readonly deadline: AbortSignal | null;
  /** Goes to an agency that is down, to try whether it is back. */
  readonly isProbe: boolean;
  /** The place that it has already, for one departure. */
  readonly place?: Promised | null;
}

/**
 * Sends one request at its place in the agency's rate limit and tells the gate how it went. A cancelled call is not
 * broken off: the agency may have begun to act, and what takes it back must not overtake it. The platform bounds every
 * call by its service's time.
 */
export async function request(world: World, wanted: Request): Promise<PlatformAnswer | NotSent> {
  const { deadline, pace, isProbe, place: early = null, ...call } = wanted;
  const { agency } = call;
  const signal = deadline ?? new AbortController().signal;
  const missed: NotSent = { is: 'not-sent', because: 'no-place', agency, waitMs: 1_000 };
  const ready = { agency, pace, isProbe };
  const last: { place: Leave | NotSent } = { place: missed };
  let held = early;
  const depart = async (lateMs: number) => {
    const place = held ?? (await askForPlace(world, ready, lateMs));
    held = null;
    last.place = place.is === 'go' ? await waitForPlace(world, ready, place) : place;
    return last.place.is === 'leave' ? last.place.leaveBy : null;
  };
  const answer = await world.platform.call({ ...call, signal, depart });
  const { place } = last;
  if (answer.is === 'unsent') return place.is === 'not-sent' ? place : missed;
  await tellGate(world, { agency, unsettled: place.is === 'leave' && place.unsettled }, answer);
  return answer;
}

async function tellGate(
  world: World,
  { agency, unsettled }: { readonly agency: string; readonly unsettled: boolean },
  answer: PlatformAnswer,
): Promise<void> {
  const { orm } = world.db;
  if (answer.is !== 'unavailable') {
    if (unsettled) await reportHealthy(orm, agency);
    return;
  }
  // The platform's token endpoint says nothing about the agency.
  if (answer.because === 'token') return;
  if (answer.because !== 'throttled') return reportFailure(orm, agency, world.breaker);
  if (answer.retryAfterMs === null) return;
  const perSecond = world.catalogue.agencies[agency]?.perSecond ?? 1;
  const forMs = Math.min(longestThrottleMs, answer.retryAfterMs);
  await reportThrottled(orm, { agency, perSecond, forMs });
}
