import { reportFailure, reportHealthy, reportThrottled } from '../../db/gates.ts';
import type { PlatformAnswer, PlatformCall } from '../platform/index.ts';
import type { World } from '../world.ts';

/** One gateway's wrong clock must not stop all our calls to an agency for longer than this. */
const longestThrottleMs = 60_000;

/** A request whose place is taken. */
export interface Request extends Omit<PlatformCall, 'signal'> {
  /** Of a quick attempt; an ordinary one has its service's time. */
  readonly deadline: AbortSignal | null;
  /** Earlier requests to the agency failed: a success is worth reporting. */
  readonly unsettled: boolean;
}

/**
 * Sends one request and tells the gate how it went. A cancelled call is not broken off: the agency may have begun to
 * act, and what takes it back must not overtake it. The platform bounds every call by its service's time.
 */
export async function request(world: World, wanted: Request): Promise<PlatformAnswer> {
  const { deadline, unsettled, ...call } = wanted;
  const signal = deadline ?? new AbortController().signal;
  const answer = await world.platform.call({ ...call, signal });
  await tellGate(world, { agency: call.agency, unsettled }, answer);
  return answer;
}

async function tellGate(
  world: World,
  { agency, unsettled }: Pick<Request, 'agency' | 'unsettled'>,
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
