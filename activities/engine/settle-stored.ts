import type { Queries } from '../../db/client.ts';
import type { Access } from '../../db/personal/door.ts';
import { settledAs, settleStep } from '../settle-step.ts';
import type { World } from '../world.ts';
import type { SettleResult } from '../../temporal/messages.ts';
import type { Opening } from '../call/opening.ts';
import { tellStuck } from '../call/end-attempt.ts';
import { accessOf } from '../call/prepare-call.ts';
import { refusal } from '../call/read-answer.ts';
import { brokenContract, type Ending, type Verdict } from '../call/verdict.ts';

/** The entry for reading what was stored about a step; on the applicant where nobody nearer is known. */
export function storedAccess(opening: Opening, what: string, personKey: string | null = null): Access {
  const { service, route } = opening;
  return { ...accessOf(opening, { service, subjectKey: personKey ?? route.personKey }), what };
}

/** An answer that a human gave, checked once more: what was stored may have met another version of the contract. */
export function givenAnswer({ service }: Opening, body: unknown, decidedBy: Ending['decidedBy']): Verdict {
  const parsed = service.answer.safeParse(body);
  return parsed.success
    ? { is: 'done', answer: parsed.data, decidedBy, law: null }
    : brokenContract(`the stored answer does not fit ${service.id}`);
}

/** "No, I do not": a refusal where the service declares it. */
export function declined({ service, undo }: Opening, decidedBy: Ending['decidedBy']): Verdict {
  const verdict = refusal({ code: 'declined', evidence: null }, { service, undo });
  return verdict.is === 'refused' ? { ...verdict, decidedBy } : verdict;
}

/** Writes what a stored row means for the step, and tells the workflow. */
export async function settleStored(
  tx: Queries,
  world: World,
  { opening, verdict }: { readonly opening: Opening; readonly verdict: Verdict },
): Promise<SettleResult> {
  if (opening.outcome !== null) return settledAs(opening.outcome);
  if (verdict.is === 'done' || verdict.is === 'refused')
    return settleStep(tx, opening, { ending: verdict, bodyHash: null, attempted: false });
  if (verdict.is !== 'stuck') return { is: 'ignored' };
  return tellStuck(world, opening, verdict);
}
