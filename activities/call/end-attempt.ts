import type { Queries } from '../../db/client.ts';
import { readdressIntent, removeIntent } from '../../db/intents.ts';
import { findOutcome } from '../../db/outcomes.ts';
import { recordAccess } from '../../db/personal/door.ts';
import { raiseSeq } from '../../db/routes.ts';
import { countAttempt, readdressStep, writeStep } from '../../db/steps.ts';
import { openOfficerTask } from '../../db/tasks.ts';
import type { Performed } from '../../temporal/messages.ts';
import { officerTaskOf } from '../officer-task.ts';
import { settledAs, settleStep, stepOf } from '../settle-step.ts';
import type { World } from '../world.ts';
import type { Asked } from './ask-agency.ts';
import { agencyUnavailable, notYet } from './failures.ts';
import { unknownOutcome } from './intent.ts';
import type { Call } from './prepare-call.ts';
import type { Verdict } from './verdict.ts';

/** Writes how an attempt came out, in one transaction with its access entries, and tells the workflow. */
export async function endAttempt(world: World, call: Call, asked: Asked): Promise<Performed> {
  const ended = { ...asked, verdict: certain(call, asked.verdict) };
  const settled = await world.db.orm.transaction(async (tx) => {
    await recordAccess(tx, ...call.owed);
    return write(tx, call, ended);
  });
  return settled ?? tell(world, call, ended.verdict);
}

/** After a `never` call that may have reached its agency no attempt follows: nobody knows whether it acted. */
function certain({ opening }: Call, verdict: Verdict): Verdict {
  const isUnknown =
    verdict.is === 'unavailable' && verdict.mayHaveReached && opening.service.repeat === 'never';
  return isUnknown ? unknownOutcome(opening.service) : verdict;
}

async function write(tx: Queries, call: Call, { verdict, fresh }: Asked): Promise<Performed | null> {
  const { opening, bodyHash } = call;
  switch (verdict.is) {
    case 'done':
    case 'refused':
      return settleStep(tx, opening, { ending: verdict, bodyHash, attempted: true });
    case 'accepted':
      return writeAccepted(tx, call);
    case 'not-sent':
      return null;
    case 'readdressed':
      await countAttempt(tx, inProgress(call));
      await readdressStep(tx, opening.args, verdict.agency);
      await readdressIntent(tx, opening.key, verdict.agency);
      return null;
    case 'unavailable':
      if (fresh && !verdict.mayHaveReached) await removeIntent(tx, opening.key);
      break;
    case 'stopped':
      await openOfficerTask(tx, officerTaskOf(opening));
      break;
  }
  await countAttempt(tx, inProgress(call));
  return null;
}

/** Taken in; unless the callback was quicker and has settled the step already. */
async function writeAccepted(tx: Queries, call: Call): Promise<Performed> {
  const outcome = await findOutcome(tx, call.opening.key);
  if (outcome) return settledAs(outcome);
  const { args, undo } = call.opening;
  if (!undo) await writeStep(tx, { ...inProgress(call), status: 'waiting-for-agency', attempted: true });
  await raiseSeq(tx, args.route, args.seq);
  return { is: 'accepted' };
}

function inProgress({ opening }: Call) {
  const { step, agency } = opening;
  return { ...stepOf(opening), service: step.service, agency, status: 'in-progress' as const };
}

/** What the workflow learns of an attempt that settled nothing: a value, or a failure that Temporal repeats. */
function tell(world: World, call: Call, verdict: Verdict): Performed {
  const { pace, opening } = call;
  switch (verdict.is) {
    case 'stuck': {
      const { route, step, instance, epoch } = opening.args;
      world.log.warn({ route, step, instance, epoch, reason: verdict.reason }, `Stuck: ${verdict.why}.`);
      return { is: 'stuck', reason: verdict.reason };
    }
    case 'stopped':
      return { is: 'stopped', because: 'death' };
    case 'readdressed':
      return verdict;
    case 'not-sent':
      if (pace === 'quick') return { is: 'not-now', because: verdict.because };
      throw agencyUnavailable(verdict.agency, verdict.because, verdict.waitMs);
    case 'unavailable':
      if (pace === 'quick') return { is: 'not-now', because: 'unavailable' };
      throw agencyUnavailable(opening.agency, verdict.because, verdict.retryAfterMs);
    case 'not-yet':
      throw notYet(opening.agency, world.surroundings().attempt);
    default:
      throw new Error(`An attempt that ended "${verdict.is}" was written but not told.`);
  }
}
