import type { Overtaken, PerformArgs, Performed } from '../temporal/messages.ts';
import { localDate } from '../terms/index.ts';
import { askAgency, unsent } from './call/ask-agency.ts';
import { endAttempt, tellNotSent } from './call/end-attempt.ts';
import { type Opening, openCall } from './call/opening.ts';
import { admit, placeAtOnce } from './call/place.ts';
import { type Call, prepareCall } from './call/prepare-call.ts';
import { refusal } from './call/read-answer.ts';
import { brokenContract, type Verdict } from './call/verdict.ts';
import { decideRule } from './decide-rule.ts';
import { withHeartbeat } from './heartbeat.ts';
import { recordOutcome, settledAs } from './settle-step.ts';
import { overtakenBy } from './told.ts';
import type { World } from './world.ts';

/**
 * One attempt to have a service (`id`) done, or undone, for a step. An effect whose outcome is known is not asked for again.
 * Throws `AgencyUnavailable` and `NotYet` for Temporal to repeat at the ordinary pace; everything else is a value.
 */
export async function performService(
  world: World,
  id: string,
  args: PerformArgs,
): Promise<Performed & Overtaken> {
  const calls = world.catalogue.services[id]?.agency ?? null;
  const place = placeAtOnce(world, id, args.pace);
  const opening = await openCall(world, args, { undo: args.undo, calls, place });
  if (opening.outcome !== null) return tellOutcome(world, opening, opening.outcome);
  if (opening.service.kind === 'rule') return applyRule(world, opening, args.pace);
  if (opening.service.kind === 'task')
    throw new Error(`${opening.service.id} is a task: people answer it, and "settle" records that.`);
  const attempt = () => performCall(world, opening, args.pace);
  return args.pace === 'ordinary' ? withHeartbeat(world.surroundings(), attempt) : attempt();
}

/** The gate comes first: nothing personal is read for a call that cannot be sent. */
async function performCall(
  world: World,
  opening: Opening,
  pace: PerformArgs['pace'],
): Promise<Performed & Overtaken> {
  const admitted = await admit(world, opening.agency, { pace, gate: opening.gate });
  if (admitted.is !== 'go') return tellNotSent(admitted, opening, pace);
  const call = await prepareCall(world, opening, pace);
  if (call.early !== null) return endAttempt(world, call, unsent(call.early));
  return endAttempt(world, call, await askAgency(world, call, admitted.isProbe));
}

/** Rules of law are decided here, without the platform. */
async function applyRule(
  world: World,
  opening: Opening,
  pace: PerformArgs['pace'],
): Promise<Performed & Overtaken> {
  const call = await prepareCall(world, opening, pace);
  return endAttempt(world, call, unsent(call.early ?? ruleVerdict(world, call)));
}

function ruleVerdict({ catalogue }: World, { opening, input }: Call): Verdict {
  const { service, undo } = opening;
  const today = localDate(new Date(), catalogue.country.timeZone);
  const decision = decideRule(service, { input, rates: catalogue.rates, today });
  if (decision.is === 'undecided') return brokenContract(decision.why);
  const { law } = decision;
  if (decision.is === 'answered') return { is: 'done', answer: decision.answer, decidedBy: 'rule', law };
  const verdict = refusal({ code: decision.code, evidence: null }, { service, undo });
  return verdict.is === 'refused' ? { ...verdict, decidedBy: 'rule', law } : verdict;
}

/**
 * A step whose row lags behind its outcome is brought up to it: a straggler settled it under an old counter, or a killed
 * worker's call is repeated under another one, because something came in between.
 */
async function tellOutcome(
  world: World,
  opening: Opening,
  row: NonNullable<Opening['outcome']>,
): Promise<Performed & Overtaken> {
  if (!opening.undo && isUpToDate(opening))
    return { ...settledAs(row), ...overtakenBy(opening.row?.seq ?? null, opening.args.seq) };
  return world.db.orm.transaction((tx) => recordOutcome(tx, opening, { row, attempted: false }));
}

const isUpToDate = ({ row, args }: Opening): boolean =>
  (row?.endedAt ?? null) !== null && (row?.seq ?? 0) >= args.seq;
