import { transactionIdOf, type Act, type PlatformAnswer } from '../platform/index.ts';
import type { World } from '../world.ts';
import { checkLife } from './check-life.ts';
import { cancelledBeforeSending } from './failures.ts';
import { declareIntent, unknownOutcome } from './intent.ts';
import { admit } from './place.ts';
import type { Call } from './prepare-call.ts';
import { verdictOf } from './read-answer.ts';
import { request } from './request.ts';
import type { Verdict } from './verdict.ts';

export interface Asked {
  readonly verdict: Verdict;
  /** True where this attempt was the first under its key and wrote an intent. */
  readonly fresh: boolean;
  /** True where the agency was asked, to act or whether it has. */
  readonly sent: boolean;
}

/** Puts the call to its agency: whose life must be certain, what may be sent, then the act. */
export async function askAgency(world: World, call: Call, unsettled: boolean): Promise<Asked> {
  const { service, undo } = call.opening;
  const notAlive = await checkLife(world, call);
  if (notAlive !== null) return unsent(notAlive);
  if (world.surroundings().cancelled.aborted) throw cancelledBeforeSending();
  const declared = await declareIntent(world, call);
  if (declared.next === 'nothing') return unsent(declared.verdict);
  if (declared.next === 'ask-first') {
    const verdict = await askFirst(world, call, { ...declared, unsettled });
    return { verdict, fresh: false, sent: true };
  }
  const answer = await send(world, call, { act: undo ? 'undo' : 'act', unsettled });
  return { verdict: verdictOf(answer, { service, undo }), fresh: declared.fresh, sent: true };
}

/** Decided without the agency. */
export const unsent = (verdict: Verdict): Asked => ({ verdict, fresh: false, sent: false });

/** Asks whether it happened, and acts only where it did not. */
async function askFirst(
  world: World,
  call: Call,
  { mayResend, unsettled }: { readonly mayResend: boolean; readonly unsettled: boolean },
): Promise<Verdict> {
  const { service, undo, agency } = call.opening;
  const earlier = await send(world, call, {
    act: service.answers === 'polled' ? 'poll' : 'look-up',
    unsettled,
  });
  // Only a question was put; what was sent before it is known by its intent.
  if (earlier.is === 'unavailable') return { ...earlier, mayHaveReached: false };
  if (earlier.is !== 'not-found') return verdictOf(earlier, { service, undo });
  if (!mayResend) return unknownOutcome(service);
  const place = await admit(world, agency, call.pace);
  if (place.is !== 'go') return place;
  const answer = await send(world, call, { act: undo ? 'undo' : 'act', unsettled: place.unsettled });
  return verdictOf(answer, { service, undo });
}

function send(
  world: World,
  { opening, input, sender, consentGiven, deadline }: Call,
  { act, unsettled }: { readonly act: Act; readonly unsettled: boolean },
): Promise<PlatformAnswer> {
  const { service, key, agency } = opening;
  const transactionId = transactionIdOf(key);
  return request(world, {
    service: service.id,
    agency,
    key,
    transactionId,
    input,
    consentGiven,
    sender,
    act,
    deadline,
    unsettled,
  });
}
