import type { Service } from '../../notation/service.ts';
import type { PlatformAnswer } from '../platform/index.ts';
import { isStorable } from './storable.ts';
import { brokenContract, stuck, type Verdict } from './verdict.ts';

/** What the answer is about: the service that was asked, and whether it was asked to take something back. */
export interface AnswerOf {
  readonly service: Service;
  readonly undo: boolean;
}

/** What an agency's answer means for the step. Pure. */
export function verdictOf(answer: PlatformAnswer, of: AnswerOf): Verdict {
  if (!isStorable(answer)) return faulty('its answer holds a character that cannot be kept', of);
  if (answer.is === 'answered') return { is: 'done', answer: answer.answer, decidedBy: 'agency', law: null };
  if (answer.is === 'refused') return refusal(answer, of);
  if (answer.is === 'not-found') return notFound(of);
  if (answer.is === 'broken') return faulty(answer.why, of);
  if (answer.is === 'other-body') return requestChanged(of);
  return isTakenIn(answer) ? takenIn(answer, of) : answer;
}

type TakenIn = Extract<PlatformAnswer, { is: 'accepted' | 'pending' }>;

function isTakenIn(answer: PlatformAnswer): answer is TakenIn {
  return answer.is === 'accepted' || answer.is === 'pending';
}

/** The result comes later: by a callback, or when it is asked for again. */
function takenIn({ is }: TakenIn, of: AnswerOf): Verdict {
  const { answers } = of.service;
  if (is === 'accepted' && answers === 'later') return { is: 'accepted' };
  if (is === 'pending' && answers === 'polled') return { is: 'not-yet' };
  return faulty(`it said "${is}", but its service answers ${answers}`, of);
}

/**
 * A refusal's code must be declared: only then is there an article and a remedy to tell the person. An undo that is
 * refused settles nothing: the act still stands, and an officer must see to it.
 */
export function refusal(
  { code, evidence }: { readonly code: string; readonly evidence: string | null },
  of: AnswerOf,
): Verdict {
  const terms = Object.hasOwn(of.service.refusals, code) ? of.service.refusals[code] : undefined;
  if (of.undo) return stuck('undo-failed', `${of.service.id} was refused`);
  if (terms === undefined) return faulty('it refused with a code that is not declared', of);
  return { is: 'refused', code, evidence, decidedBy: terms.decidedBy ?? 'agency', law: null };
}

/** What was sent before under this key said something else: neither we nor the agency take the one for the other. */
export const requestChanged = ({ service, undo }: AnswerOf): Verdict =>
  stuck(
    undo ? 'undo-failed' : 'request-changed',
    `${service.id} was sent with another body under the same key before`,
  );

/** "No such thing": nothing to take back, not yet in the register, an answer, a refusal, or a broken contract. */
function notFound(of: AnswerOf): Verdict {
  const { service, undo } = of;
  if (undo) return { is: 'done', answer: {}, decidedBy: 'agency', law: null };
  if (service.whenNotFound !== undefined)
    return { is: 'done', answer: service.whenNotFound, decidedBy: 'agency', law: null };
  if (Object.hasOwn(service.refusals, 'not-found')) return refusal({ code: 'not-found', evidence: null }, of);
  if (service.kind === 'proof') return { is: 'not-yet' };
  return faulty('it knows no such thing, and no answer to that is declared', of);
}

function faulty(why: string, { service, undo }: AnswerOf): Verdict {
  const sentence = `${service.agency}: ${why}`;
  return undo ? stuck('undo-failed', sentence) : brokenContract(sentence);
}
