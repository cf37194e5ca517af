import { CancellationScope, condition } from '@temporalio/workflow';
import type { StepRef } from '../temporal/messages.ts';
import { attempt, awaitOutcome, enter, waitUntil } from './attempt.ts';
import { summaryOf } from './call.ts';
import type { InstanceEnd } from './engine/settle.ts';
import { demandWanted, type Flow, mayStand, newFlow, phase, recorded, refusedWith } from './flow.ts';
import { record } from './record.ts';
import { nameOf, type RouteRun } from './route-run.ts';
import { tell } from './tell.ts';

/** Carries one instance of a step to its end, through as many epochs as a person mends it. */
export function performStep(run: RouteRun, ref: StepRef): Promise<InstanceEnd> {
  return CancellationScope.nonCancellable(async () => {
    const flow = newFlow(run, ref);
    flow.now.since = Date.now();
    run.flows.set(nameOf(ref), flow);
    const end = await carry(flow);
    run.flows.delete(nameOf(ref));
    await recordSkip(flow, end);
    return end;
  });
}

async function carry(flow: Flow): Promise<InstanceEnd> {
  for (;;) {
    const end = await carryEpoch(flow);
    const code = mendableCode(flow, end);
    if (code === null) return end;
    const unmended = await phase(flow, () => awaitMend(flow, code));
    if (flow.mended !== 'yes') return unmended;
    nextEpoch(flow);
    tell(flow.run);
  }
}

/** What came of a call that was stopped, but not by an officer, may have acted and is not taken back has to be known. */
async function carryEpoch(flow: Flow): Promise<InstanceEnd> {
  const end = await phase(flow, () => attempt(flow));
  const isStopped = end.is === 'skipped' && end.because === flow.quit && flow.quit !== 'officer';
  if (!isStopped || !mayStand(flow)) return end;
  flow.quit = null;
  return phase(flow, () => awaitOutcome(flow));
}

/** The code of a refusal that the person can still mend. */
function mendableCode({ run, step, quit }: Flow, end: InstanceEnd): string | null {
  if (end.is !== 'settled' || end.end !== 'refused' || end.code === null) return null;
  if (quit !== null || run.state.halt !== null) return null;
  return Object.hasOwn(step.mends, end.code) ? end.code : null;
}

/** A task asks the person for just the field; left, or not mended in its term, the refusal stays the end. */
async function awaitMend(flow: Flow, code: string): Promise<InstanceEnd> {
  const { run, ref, now } = flow;
  flow.mended = null;
  const change = { ...ref, epoch: now.epoch };
  const { tasks } = await record(run, [{ ...change, to: { status: 'waiting-for-person', mend: code } }]);
  demandWanted();
  const task = tasks.find((one) => one.step === ref.step && one.instance === ref.instance);
  const dueAt = task?.dueAt ?? null;
  Object.assign(now, { code, task: task?.task ?? null, dueAt: dueAt === null ? null : Date.parse(dueAt) });
  enter(flow, 'waiting-for-person');
  tell(run, true);
  if (!(await isAnswered(flow))) await record(run, [{ ...change, to: { status: 'refused', code } }]);
  return refusedWith(code);
}

/** An answer that came just before the end of the term still counts. */
async function isAnswered(flow: Flow): Promise<boolean> {
  const answered = () => flow.mended !== null;
  const summary = summaryOf(`To mend: ${flow.step.title}`);
  for (let isOver = false; !answered() && !isOver;) {
    const { dueAt } = flow.now;
    const isNews = () => answered() || flow.now.dueAt !== dueAt;
    if (dueAt === null) await waitUntil(isNews, summary);
    else isOver = !(await condition(isNews, Math.max(1, dueAt - Date.now()), { summary }));
  }
  await recorded(flow);
  return answered();
}

function nextEpoch(flow: Flow): void {
  const { now } = flow;
  Object.assign(flow, { opened: null, mended: null, results: [] });
  Object.assign(now, { code: null, task: null, dueAt: null, sent: false, accepted: false });
  Object.assign(now, {
    late: false,
    beyondNorm: false,
    isDown: false,
    held: null,
    isPaused: false,
    epoch: now.epoch + 1,
  });
  enter(flow, 'in-progress');
}

/** What an officer skipped is recorded with their decision, what is left out for a death by the attempt that learnt it. */
async function recordSkip({ run, ref, now }: Flow, end: InstanceEnd): Promise<void> {
  if (end.is !== 'skipped' || end.because === 'officer' || end.because === 'person-dead') return;
  await record(run, [{ ...ref, epoch: now.epoch, to: { status: 'skipped', because: end.because } }]);
}
