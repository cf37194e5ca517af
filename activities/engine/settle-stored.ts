import type { Queries } from '../../db/client.ts';
import type { Access } from '../../db/personal/door.ts';
import { raiseSeq } from '../../db/routes.ts';
import { settleStep } from '../settle-step.ts';
import type { World } from '../world.ts';
import type { SettleResult, StepCall } from '../../temporal/messages.ts';
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

/** Does the work in one transaction, at whose end the counter is recorded whatever came of it. */
export async function recorded(
  world: World,
  { route, seq }: StepCall,
  work: (tx: Queries) => Promise<SettleResult>,
): Promise<SettleResult> {
  return world.db.orm.transaction(async (tx) => {
    const result = await work(tx);
    await raiseSeq(tx, route, seq);
    return result;
  });
}

/** Writes what a stored row means for the step, and tells the workflow. First writer wins here too. */
export async function settleStored(
  tx: Queries,
  world: World,
  { opening, verdict }: { readonly opening: Opening; readonly verdict: Verdict },
): Promise<SettleResult> {
  const result = await meaningOf(tx, world, { opening, verdict });
  return opening.undo ? { ...result, undo: true } : result;
}

async function meaningOf(
  tx: Queries,
  world: World,
  { opening, verdict }: { readonly opening: Opening; readonly verdict: Verdict },
): Promise<SettleResult> {
  if (verdict.is === 'done' || verdict.is === 'refused')
    return settleStep(tx, opening, { ending: verdict, bodyHash: null, attempted: false });
  return verdict.is === 'stuck' ? tellStuck(world, opening, verdict) : { is: 'ignored' };
}
