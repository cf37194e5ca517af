import { ApplicationFailure } from '@temporalio/workflow';
import type { Reckoned, ReckonArgs } from '../temporal/messages.ts';
import type { Recalculate, Recalculated, SetClock, UpdateResult } from '../temporal/route-messages.ts';
import { rejection } from '../temporal/route-messages.ts';
import { type Flow, recording } from './flow.ts';
import { millis } from './open.ts';
import { reckon } from './record.ts';
import type { RouteRun } from './route-run.ts';
import { tell } from './tell.ts';
import { flowOf } from './validators.ts';

/** An officer pauses, resumes or extends the running term of a step. Rejects where its clock does not allow it. */
export async function setClock(run: RouteRun, { act, decision, ...of }: SetClock): Promise<UpdateResult> {
  const flow = flowOf(run, of);
  if (flow === undefined) throw new Error(`Step ${of.step} is not under way.`);
  const { seq, result } = await reckonFlow(flow, { act, cause: decision });
  if (result.is === 'contradicted')
    throw ApplicationFailure.nonRetryable(
      `The term of step ${of.step} has ended, or its clock does not allow to ${act.is} it.`,
      rejection.noRunningTerm,
    );
  return { seq, status: flow.now.status };
}

/** The calendar has changed: reckons every running term of the route anew. */
export async function recalculate(run: RouteRun, { decree }: Recalculate): Promise<Recalculated> {
  const running = [...run.flows.values()].filter(hasTerm);
  const reckoned = await Promise.all(running.map((flow) => reckonFlow(flow, { act: null, cause: decree })));
  const moved = reckoned.filter(({ result }) => result.is === 'reckoned' && result.moved).length;
  return { seq: Math.max(run.state.seq, ...reckoned.map(({ seq }) => seq)), moved };
}

/** A term of the step runs or stands still, or that of a field to be mended. */
export function hasTerm({ opened, now, quit }: Flow): boolean {
  if (quit !== null || now.isBeingUndone) return false;
  if (now.dueAt !== null || now.isPaused) return true;
  return opened !== null && (opened.normAt !== null || opened.notBefore !== null);
}

function reckonFlow(
  flow: Flow,
  what: Pick<ReckonArgs, 'act' | 'cause'>,
): Promise<{ readonly seq: number; readonly result: Reckoned }> {
  return recording(flow, async () => {
    const reckoning = reckon(flow.run, flow.ref, what);
    const { seq } = flow.run.state;
    const result = await reckoning;
    if (result.is === 'reckoned') take(flow, result);
    return { seq, result };
  });
}

/** While a field is to be mended, the only term that runs is that of the mend. */
function take(
  flow: Flow,
  { dueAt, normAt, notBefore, isPaused }: Extract<Reckoned, { is: 'reckoned' }>,
): void {
  const { now } = flow;
  if (now.code === null && flow.opened !== null) flow.opened = { ...flow.opened, dueAt, normAt, notBefore };
  Object.assign(now, { dueAt: millis(dueAt), isPaused });
  tell(flow.run, true);
}
