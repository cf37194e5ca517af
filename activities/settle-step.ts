import type { Queries } from '../db/client.ts';
import { insertOutcome, type OutcomeRow } from '../db/outcomes.ts';
import { storeAnswer, type StoredAnswer } from '../db/personal/answers.ts';
import { type Access, kept } from '../db/personal/door.ts';
import { settleFirst } from '../db/personal/settle-first.ts';
import { raiseSeq } from '../db/routes.ts';
import { seqOf, writeStep } from '../db/steps.ts';
import { closeTasks } from '../db/tasks.ts';
import type { CompiledRoute } from '../notation/compiled-route.ts';
import { type Facts, factsOf } from '../notation/facts.ts';
import type { Overtaken, Settled } from '../temporal/messages.ts';
import type { Opening } from './call/opening.ts';
import type { Ending } from './call/verdict.ts';
import { overtakenBy } from './told.ts';

export interface Settlement {
  readonly ending: Ending;
  /** Of the request that brought it; null where none was sent. */
  readonly bodyHash: string | null;
  /** True where an attempt to reach the agency ended so. */
  readonly attempted: boolean;
}

/**
 * Writes how a step came out: outcome, answer, step and counter, in the running transaction. First writer wins: what
 * comes back is what the outcome row says, which need not be what was just given.
 */
export async function settleStep(
  tx: Queries,
  opening: Opening,
  settlement: Settlement,
): Promise<Settled & Overtaken> {
  const { row, first } = await insertOutcome(tx, outcomeOf(opening, settlement));
  if (first) await keepAnswer(tx, opening, settlement.ending);
  return recordOutcome(tx, opening, { row, attempted: settlement.attempted });
}

/**
 * The same in one statement, with access entries, for an attempt that has ended so. Null where an outcome stands already:
 * then nothing was written.
 */
export async function settleAtOnce(
  db: Queries,
  opening: Opening,
  { accesses, ...settlement }: Omit<Settlement, 'attempted'> & { readonly accesses: readonly Access[] },
): Promise<(Settled & Overtaken) | null> {
  const { args, step, agency, undo, service } = opening;
  const outcome = outcomeOf(opening, settlement);
  const body = bodyOf(settlement.ending);
  const came = await settleFirst(db, {
    outcome,
    answer: body && { body, ...kept(service.purpose) },
    accesses,
    step: { service: step.service, agency, status: undo ? 'undone' : outcome.end, seq: args.seq },
  });
  if (came === 'not-first') return null;
  const standing = came === 'overtaken' ? await seqOf(db, args) : null;
  return { ...settledAs(outcome), ...overtakenBy(standing, args.seq) };
}

/** Brings the step's row to what its outcome row says. */
export async function recordOutcome(
  tx: Queries,
  opening: Opening,
  { row, attempted }: { readonly row: OutcomeRow; readonly attempted: boolean },
): Promise<Settled & Overtaken> {
  const { args, step, agency, undo } = opening;
  // An undo has but one outcome: a refused one settles nothing.
  const status = undo ? 'undone' : row.end;
  const later = await writeStep(tx, {
    ...stepOf(opening),
    service: step.service,
    agency,
    status,
    refusalCode: row.code,
    attempted,
  });
  if (later === null) await closeTasks(tx, args);
  await raiseSeq(tx, args.route, args.seq);
  return { ...settledAs(row), ...overtakenBy(later, args.seq) };
}

/** What the workflow is told: nothing of the answer but what conditions read. */
export function settledAs({ end, code, facts }: OutcomeRow): Settled {
  return { is: 'settled', end, code, facts };
}

/** What the conditions of other steps, and of the elements of a following `each`, read of an answer. Pure. */
export function settledFacts(definition: CompiledRoute, id: string, answer: unknown): Facts {
  const own = definition.steps[id];
  const followers = Object.values(definition.steps).filter(
    ({ each }) => each !== null && 'step' in each && each.step === id,
  );
  const parts = followers.map((follower) => factsOf(answer, follower.asksItem, 'item'));
  return Object.assign({}, own ? factsOf(answer, own.tells, id) : {}, ...parts) as Facts;
}

export function stepOf({ args }: Opening) {
  const { route, step, instance, epoch, seq } = args;
  return { route, step, instance, epoch, seq };
}

function outcomeOf(
  opening: Opening,
  { ending, bodyHash }: Pick<Settlement, 'ending' | 'bodyHash'>,
): OutcomeRow {
  const { key, args, undo, definition } = opening;
  const { route, step, instance, epoch } = args;
  const answered = ending.is === 'done' && !undo;
  return {
    key,
    route,
    step,
    instance,
    epoch,
    undo,
    end: ending.is,
    code: ending.is === 'refused' ? ending.code : null,
    facts: answered ? settledFacts(definition, step, ending.answer) : {},
    bodyHash,
    decidedBy: ending.decidedBy,
    law: ending.law,
  };
}

/** The answer, or the evidence of a refusal, if any was given. */
function bodyOf(ending: Ending): StoredAnswer['body'] | null {
  if (ending.is === 'done') return ending.answer;
  return ending.evidence === null ? null : { evidence: ending.evidence };
}

/** Behind the door. */
async function keepAnswer(tx: Queries, opening: Opening, ending: Ending): Promise<void> {
  const { key, args, service } = opening;
  const { route, step, instance, epoch } = args;
  const body = bodyOf(ending);
  if (body === null) return;
  await storeAnswer(tx, { key, route, step, instance, epoch, body, ...kept(service.purpose) });
}
