import type { Queries } from '../../db/client.ts';
import { fetchingOf } from '../../db/gates.ts';
import { askOfficerAboutIntents, readdressIntent, removeIntent } from '../../db/intents.ts';
import { findOutcome } from '../../db/outcomes.ts';
import { recordAccess } from '../../db/personal/door.ts';
import { raiseSeq } from '../../db/routes.ts';
import { countAttempt, readdressStep, writeStep } from '../../db/steps.ts';
import { openOfficerTask } from '../../db/tasks.ts';
import type { Overtaken, PerformArgs, Performed } from '../../temporal/messages.ts';
import { officerTaskOf } from '../officer-task.ts';
import { settleAtOnce, settledAs, settleStep, stepOf } from '../settle-step.ts';
import { overtakenBy } from '../told.ts';
import type { World } from '../world.ts';
import type { Asked } from './ask-agency.ts';
import { agencyUnavailable, cancelledBeforeSending, notYet } from './failures.ts';
import { asksFirst, needsIntent, noteSent, unknownOutcome } from './intent.ts';
import type { Opening } from './opening.ts';
import type { Call } from './prepare-call.ts';
import { brokenContract, type NotSent, type Verdict } from './verdict.ts';

/** Writes how an attempt came out, in one transaction with its access entries, and tells the workflow. */
export async function endAttempt(world: World, call: Call, asked: Asked): Promise<Performed & Overtaken> {
  const ended = { ...asked, verdict: certain(call, asked.verdict) };
  const atOnce = await endAtOnce(world, call, ended.verdict);
  if (atOnce !== null) return atOnce;
  const settled = await world.db.orm.transaction(async (tx) => {
    await recordAccess(tx, ...call.owed);
    return write(tx, call, ended);
  });
  return settled ?? (await tell(world, call, ended.verdict));
}

/** As most attempts end. */
async function endAtOnce({ db }: World, { opening, bodyHash, owed }: Call, verdict: Verdict) {
  if (verdict.is !== 'done' && verdict.is !== 'refused') return null;
  return settleAtOnce(db.orm, opening, { ending: verdict, bodyHash, accesses: owed });
}

/**
 * What no attempt may follow: a `never` call that may have reached its agency, one that goes in a circle, and one for
 * somebody who died after an earlier attempt that may have acted.
 */
function certain({ opening }: Call, verdict: Verdict): Verdict {
  if (isUnknown(opening, verdict)) return unknownOutcome(opening.service);
  const asked = [opening.agency, ...(opening.row?.passedOnBy ?? [])];
  const isCircle = verdict.is === 'readdressed' && asked.includes(verdict.agency);
  return isCircle
    ? brokenContract(`${opening.agency} sends the call to ${verdict.agency}, which was asked already`)
    : verdict;
}

function isUnknown({ service, sentHash }: Opening, verdict: Verdict): boolean {
  if (verdict.is === 'unavailable') return verdict.mayHaveReached && service.repeat === 'never';
  const mayStand = sentHash !== null && !asksFirst(service) && service.whenDead !== 'skip';
  return verdict.is === 'dead' && mayStand;
}

async function write(tx: Queries, call: Call, asked: Asked): Promise<(Performed & Overtaken) | null> {
  const { verdict } = asked;
  if (verdict.is === 'done' || verdict.is === 'refused')
    return settleStep(tx, call.opening, { ending: verdict, bodyHash: call.bodyHash, attempted: true });
  if (verdict.is === 'accepted') return writeAccepted(tx, call);
  if (verdict.is === 'not-sent') return takeBack(tx, call, asked);
  if (verdict.is === 'dead') return writeDead(tx, call);
  await countAttempt(tx, inProgress(call), verdict.is === 'not-yet');
  await writeBeside(tx, call, asked);
  return null;
}

/** Nothing has reached the agency: what was to be sent is not waited for, and an officer's word still counts. */
async function takeBack(tx: Queries, { opening }: Call, { fresh, byWord }: Asked): Promise<null> {
  if (fresh !== null) await removeIntent(tx, opening.key, fresh);
  if (byWord) await askOfficerAboutIntents(tx, [opening.key]);
  return null;
}

/** What an attempt that settled nothing leaves beside its count. */
async function writeBeside(tx: Queries, call: Call, asked: Asked): Promise<void> {
  const { opening } = call;
  const { verdict, sent } = asked;
  const hasNotReached = verdict.is === 'unavailable' && !verdict.mayHaveReached;
  if (hasNotReached) await takeBack(tx, call, asked);
  if (sent && !hasNotReached && !needsIntent(opening.service)) await noteSent(tx, call);
  if (verdict.is !== 'readdressed') return;
  await readdressStep(tx, opening.args, verdict.agency);
  await readdressIntent(tx, opening.key, verdict.agency);
}

/**
 * Nothing is sent for the dead, and the agency hears of nothing. Where the service does not say that the route goes on
 * without it, an officer looks after what follows from the death.
 */
async function writeDead(tx: Queries, call: Call): Promise<Performed & Overtaken> {
  const { opening } = call;
  const { service, args } = opening;
  const dead = { ...inProgress(call), status: 'skipped', skippedBecause: 'person-dead' } as const;
  const later = overtakenBy(await writeStep(tx, dead), args.seq);
  await raiseSeq(tx, args.route, args.seq);
  if (service.whenDead === 'skip') return { is: 'skipped', because: 'person-dead', ...later };
  await openOfficerTask(tx, officerTaskOf(opening));
  return { is: 'stopped', because: 'death', ...later };
}

/** Taken in; unless the callback was quicker and has settled the step already. */
async function writeAccepted(tx: Queries, call: Call): Promise<Performed & Overtaken> {
  const outcome = await findOutcome(tx, call.opening.key);
  if (outcome) return settledAs(outcome);
  const { args, undo } = call.opening;
  const accepted = { ...inProgress(call), status: 'waiting-for-agency', attempted: true } as const;
  const later = undo ? null : await writeStep(tx, accepted);
  await raiseSeq(tx, args.route, args.seq);
  return { is: 'accepted', ...overtakenBy(later, args.seq) };
}

function inProgress({ opening }: Call) {
  const { step, agency } = opening;
  return { ...stepOf(opening), service: step.service, agency, status: 'in-progress' as const };
}

/** What the workflow learns of an attempt that settled nothing: a value, or a failure that Temporal repeats. */
async function tell(world: World, call: Call, verdict: Verdict): Promise<Performed> {
  const { opening } = call;
  if (verdict.is === 'stuck') return tellStuck(world, opening, verdict);
  if (verdict.is === 'readdressed') return verdict;
  if (verdict.is === 'not-yet') throw notYet(opening.agency, 1 + pollsBefore(opening));
  if (verdict.is === 'not-sent') return tellNotSent(verdict, opening, call.pace);
  if (verdict.is !== 'unavailable') throw new Error(`An attempt ended "${verdict.is}" and was not told.`);
  if (call.pace === 'quick') return { is: 'not-now', because: 'unavailable' };
  const isHeld = (await fetchingOf(world.db.orm, opening.agency)) !== 'all';
  throw agencyUnavailable(opening.agency, verdict.because, isHeld ? backToQueueMs : verdict.retryAfterMs);
}

const pollsBefore = ({ row }: Opening): number => row?.polls ?? 0;

/**
 * Nobody fetches the calls of an agency that is down: a call that goes back to its queue waits there as long as it
 * takes, and is not late by a wait of its own when the agency is back.
 */
const backToQueueMs = 1_000;

/** No retry can settle it; the log says why, the workflow only that. */
export function tellStuck(
  world: World,
  { args }: Opening,
  { reason, why }: Extract<Verdict, { is: 'stuck' }>,
): Performed {
  const { route, step, instance, epoch } = args;
  world.log.warn({ route, step, instance, epoch, reason }, `Stuck: ${why}.`);
  return { is: 'stuck', reason };
}

/** Nothing was sent: a quick call goes on as ordinary, an ordinary one is tried again when there is place. */
export function tellNotSent(
  { because, agency, waitMs }: NotSent,
  opening: Pick<Opening, 'agency'>,
  pace: PerformArgs['pace'],
): Performed {
  if (because === 'cancelled') throw cancelledBeforeSending();
  if (pace === 'quick') return { is: 'not-now', because: because === 'on-its-way' ? 'unavailable' : because };
  const isHeld = (because === 'breaker' || because === 'maintenance') && agency === opening.agency;
  throw agencyUnavailable(agency, because, isHeld ? backToQueueMs : waitMs);
}
