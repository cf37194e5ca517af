import type { Service } from '../../notation/service.ts';
import type { PlatformAnswer } from '../platform/index.ts';
import { brokenContract, stuck, type Verdict } from './verdict.ts';

/** What the answer is about: the service that was asked, and whether it was asked to take something back. */
export interface AnswerOf {
  readonly service: Service;
  readonly undo: boolean;
}

/** What an agency's answer means for the step. Pure. */
export function verdictOf(answer: PlatformAnswer, of: AnswerOf): Verdict {
  switch (answer.is) {
    case 'answered':
      return { is: 'done', answer: answer.answer, decidedBy: 'agency', law: null };
    case 'refused':
      return refusal(answer, of);
    case 'not-found':
      return notFound(of);
    case 'accepted':
      return of.service.answers === 'later' ? { is: 'accepted' } : unasked('accepted', of);
    case 'pending':
      return of.service.answers === 'polled' ? { is: 'not-yet' } : unasked('pending', of);
    case 'broken':
      return faulty(answer.why, of);
    default:
      return answer;
  }
}

/** A refusal's code must be declared: only then is there an article and a remedy to tell the person. */
export function refusal(
  { code, evidence }: { readonly code: string; readonly evidence: string | null },
  of: AnswerOf,
): Verdict {
  const terms = Object.hasOwn(of.service.refusals, code) ? of.service.refusals[code] : undefined;
  if (terms === undefined) return faulty('it refused with a code that is not declared', of);
  return { is: 'refused', code, evidence, decidedBy: terms.decidedBy ?? 'agency', law: null };
}

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

const unasked = (what: string, of: AnswerOf): Verdict =>
  faulty(`it said "${what}", but its service answers ${of.service.answers}`, of);

function faulty(why: string, { service, undo }: AnswerOf): Verdict {
  const sentence = `${service.agency}: ${why}`;
  return undo ? stuck('undo-failed', sentence) : brokenContract(sentence);
}
