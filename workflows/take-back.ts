import { CancellationScope, condition } from '@temporalio/workflow';
import type { StepRef } from '../temporal/messages.ts';
import { awaitDecision, nextResult } from './attempt.ts';
import { callOrdinarily } from './call.ts';
import { instanceState, isSettled } from './engine/route-state.ts';
import { undoInstance } from './engine/settle.ts';
import type { InstanceEnd } from './engine/settle.ts';
import { undoOrder } from './engine/undo.ts';
import { type Flow, newFlow, phase, refusedWith } from './flow.ts';
import { writeAnew } from './write-anew.ts';
import { callOf } from './record.ts';
import { inBackground, nameOf, type RouteRun } from './route-run.ts';
import { tell } from './tell.ts';

/** Takes acts back one after the other, in the order given, once what is under way of each has ended. */
export function unwind(run: RouteRun, refs: readonly StepRef[]): void {
  for (const ref of refs) run.unwinding = run.unwinding.then(() => takeBack(run, ref));
  inBackground(run, run.unwinding);
}

function takeBack(run: RouteRun, ref: StepRef): Promise<void> {
  return CancellationScope.nonCancellable(async () => {
    await condition(() => hasEnded(run, ref));
    const isStillDue = undoOrder(run.state).some((one) => nameOf(one) === nameOf(ref));
    if (!isStillDue) return;
    const flow = newFlow(run, ref);
    run.flows.set(nameOf(ref), flow);
    flow.now.isBeingUndone = true;
    tell(run);
    if (await undo(flow)) undoInstance(run.state, ref);
    else flow.now.isUndoGivenUp = true;
    run.flows.delete(nameOf(ref));
    Object.assign(flow.now, { isBeingUndone: false, isDown: false, stuck: null });
    tell(run);
  });
}

function hasEnded({ state, flows }: RouteRun, ref: StepRef): boolean {
  const now = instanceState(state, ref);
  return now !== undefined && isSettled(now) && !flows.has(nameOf(ref));
}

/** True when it is taken back, also by an officer's word; false when an officer decided to leave it. */
async function undo(flow: Flow): Promise<boolean> {
  for (;;) {
    const end = await phase(flow, () => callUndo(flow));
    if (end.is !== 'settled') return false;
    if (end.end === 'done') return true;
    const decided = await phase(flow, async () => {
      await awaitDecision(flow, 'undo-failed');
      return failed;
    });
    if (decided.is !== 'settled') return false;
    if (decided.end === 'done') return true;
  }
}

const failed = refusedWith('undo-failed');

/** Under its own key; what no attempt can settle counts as failed. */
async function callUndo(flow: Flow): Promise<InstanceEnd> {
  const first = await callAgency(flow, false);
  if (first.is === 'used-up') {
    flow.now.isDown = true;
    tell(flow.run, true);
  }
  const performed = first.is === 'used-up' ? await callAgency(flow, true) : first;
  flow.now.isDown = false;
  const answer =
    performed.is === 'accepted'
      ? await nextResult(flow, `Waiting to be taken back: ${flow.step.title}`)
      : performed;
  return answer.is === 'settled' ? answer : failed;
}

/** Who has the act takes it back: another agency than the definition's where the call was handed on. */
async function callAgency({ run, ref, step, now }: Flow, isEndless: boolean) {
  if (step.undo === null) throw new Error(`Step ${ref.step} declares no undo.`);
  const agency = now.agency === step.agency ? step.undo.agency : now.agency;
  const args = { ...callOf(run, ref), pace: 'ordinary', undo: true } as const;
  const call = { ...step.undo, agency, title: `Take back: ${step.title}`, isEndless };
  const performed = await callOrdinarily(run, call, args);
  if (performed.overtakenBy !== undefined) await writeAnew(run, args, performed);
  return performed;
}
