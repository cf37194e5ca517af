import { claimResending, releaseResending } from '../../db/intents.ts';
import { transactionIdOf, type Act, type PlatformAnswer } from '../platform/index.ts';
import type { World } from '../world.ts';
import { checkLife } from './check-life.ts';
import { cancelledBeforeSending } from './failures.ts';
import { asksFirst, declareIntent, unknownOutcome } from './intent.ts';
import type { Call } from './prepare-call.ts';
import { type AnswerOf, verdictOf } from './read-answer.ts';
import { request } from './request.ts';
import type { NotSent, Verdict } from './verdict.ts';

export interface Asked {
  readonly verdict: Verdict;
  /** When this attempt entered an intent, as the first under its key; else null. */
  readonly fresh: Date | null;
  /** True where the agency was asked, to act or whether it has. */
  readonly sent: boolean;
  /** See `Declared`. */
  readonly byWord: boolean;
}

/**
 * Puts the call to its agency: whose life must be certain, what may be sent, then the act. Whether an earlier attempt
 * acted is asked also of the dead.
 */
export async function askAgency(world: World, call: Call, isProbe: boolean): Promise<Asked> {
  const { service, undo, sentHash } = call.opening;
  const notAlive = sentHash !== null && asksFirst(service) ? null : await checkLife(world, call);
  if (notAlive !== null) return unsent(notAlive);
  if (world.surroundings().cancelled.aborted) throw cancelledBeforeSending();
  const declared = await declareIntent(world, call);
  if (declared.next === 'nothing') return unsent(declared.verdict);
  if (declared.next === 'ask-first') {
    const verdict = await askFirst(world, call, { ...declared, isProbe });
    return { verdict, fresh: null, sent: true, byWord: declared.byWord };
  }
  const answer = await send(world, call, { act: undo ? 'undo' : 'act', isProbe });
  return { ...declared, verdict: read(answer, { service, undo }), sent: true };
}

/** Decided without the agency. */
export const unsent = (verdict: Verdict): Asked => ({ verdict, fresh: null, sent: false, byWord: false });

/** Asks whether it happened, and acts only where it did not. */
async function askFirst(
  world: World,
  call: Call,
  { mayResend, isProbe }: { readonly mayResend: boolean; readonly isProbe: boolean },
): Promise<Verdict> {
  const { service, undo } = call.opening;
  const earlier = await send(world, call, {
    act: service.answers === 'polled' ? 'poll' : 'look-up',
    isProbe,
  });
  // Only a question was put; what was sent before it is known by its intent.
  if (earlier.is === 'unavailable') return { ...earlier, mayHaveReached: false };
  if (earlier.is !== 'not-found') return read(earlier, { service, undo });
  if (!mayResend) return unknownOutcome(service);
  return (await checkLife(world, call)) ?? sendAgain(world, call);
}

/** What has not arrived may still be on its way: only once it cannot be, the act is sent again, by one attempt. */
async function sendAgain(world: World, call: Call): Promise<Verdict> {
  const { service, undo, key, agency } = call.opening;
  const waitMs = await claimResending(world.db.orm, key, world.onItsWayMs);
  if (waitMs !== null) return { is: 'not-sent', because: 'on-its-way', agency, waitMs };
  const answer = await send(world, call, { act: undo ? 'undo' : 'act', isProbe: false });
  if (isSurelyUnsent(answer)) await releaseResending(world.db.orm, key);
  return read(answer, { service, undo });
}

const isSurelyUnsent = (answer: PlatformAnswer | NotSent): boolean =>
  answer.is === 'not-sent' || (answer.is === 'unavailable' && !answer.mayHaveReached);

function read(answer: PlatformAnswer | NotSent, of: AnswerOf): Verdict {
  return answer.is === 'not-sent' ? answer : verdictOf(answer, of);
}

function send(
  world: World,
  { opening, pace, input, sender, consentGiven, deadline }: Call,
  { act, isProbe }: { readonly act: Act; readonly isProbe: boolean },
): Promise<PlatformAnswer | NotSent> {
  const { service, key, agency, place } = opening;
  const transactionId = transactionIdOf(key);
  return request(world, {
    place,
    service: service.id,
    agency,
    key,
    transactionId,
    input,
    consentGiven,
    sender,
    act,
    pace,
    deadline,
    isProbe,
  });
}
