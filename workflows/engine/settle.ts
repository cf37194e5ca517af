import type { Facts } from '../../notation/facts.ts';
import type { End } from '../../notation/holds.ts';
import type { Change, Settled, SkipReason, StepRef } from '../../temporal/messages.ts';
import type { InstanceState, RouteState } from './route-state.ts';
import { instanceState, isSettled, stepOf, stepState } from './route-state.ts';

/** How the performing of one instance ended. */
export type InstanceEnd =
  | Settled
  | { readonly is: 'skipped'; readonly because: SkipReason }
  /** Somebody who must be alive for this is dead. */
  | { readonly is: 'stopped'; readonly because: 'death' };

/** Enters how an instance ended, and with the last of them the end of its step. */
export function settleInstance(state: RouteState, ref: StepRef, end: InstanceEnd): void {
  const instance = instanceState(state, ref);
  if (instance === undefined) throw new Error(`Step ${ref.step} has no instance ${ref.instance}.`);
  if (isSettled(instance)) return;
  Object.assign(instance, {
    stuck: null,
    task: null,
    dueAt: null,
    isPaused: false,
    late: false,
    beyondNorm: false,
    isDown: false,
    held: null,
  });
  if (end.is === 'settled') {
    instance.status = end.end;
    instance.code = end.code;
    enterFacts(state, ref, end.facts);
  } else {
    passOverInstance(instance, end.is === 'stopped' ? 'person-dead' : end.because);
    if (end.is === 'stopped') state.halt ??= 'death';
  }
  settleStep(state, ref.step);
}

/** Ends a step that does not run; instances that have ended already stay as they are. */
export function skipStep(state: RouteState, id: string, because: SkipReason): void {
  for (const instance of stepState(state, id).instances ?? [])
    if (!isSettled(instance)) passOverInstance(instance, because);
  endStep(state, id, { end: 'skipped', because });
}

/** Gives the step its end once all of its instances have theirs; an essential refusal ends it at once. */
export function settleStep(state: RouteState, id: string): void {
  const step = stepState(state, id);
  if (step.end !== null || step.instances === null) return;
  const { instances } = step;
  const refused = instances.some((one) => one.status === 'refused');
  const atOnce = refused && stepOf(state, id).essential;
  if (!atOnce && !instances.every(isSettled)) return;
  if (refused) endStep(state, id, { end: 'refused', because: null });
  else endStep(state, id, endOf(instances, stepOf(state, id).each !== null));
}

/** The act of a step was taken back. */
export function undoInstance(state: RouteState, ref: StepRef): void {
  const instance = instanceState(state, ref);
  if (instance === undefined) throw new Error(`Step ${ref.step} has no instance ${ref.instance}.`);
  instance.status = 'undone';
  instance.isUndoGivenUp = false;
  const step = stepState(state, ref.step);
  step.end = 'undone';
  step.because = null;
}

/** Tells the read model of an instance that was passed over. */
export function skipChange(ref: StepRef, instance: InstanceState): Change {
  return {
    ...ref,
    epoch: instance.epoch,
    to: { status: 'skipped', because: instance.because ?? 'condition' },
  };
}

interface StepEnd {
  readonly end: End;
  readonly because: SkipReason | null;
}

function endOf(instances: readonly InstanceState[], isEach: boolean): StepEnd {
  if (instances.some((one) => one.because === 'withdrawn')) return { end: 'skipped', because: 'withdrawn' };
  const [first] = instances;
  const allLeftOut = instances.every((one) => one.status === 'skipped' && one.because !== 'condition');
  if (first !== undefined && (allLeftOut || !isEach) && first.status === 'skipped')
    return { end: 'skipped', because: first.because };
  return { end: 'done', because: null };
}

function endStep(state: RouteState, id: string, { end, because }: StepEnd): void {
  const step = stepState(state, id);
  step.end = end;
  step.because = because;
  const failed = end === 'refused' || because === 'refused-need';
  if (failed && stepOf(state, id).essential) state.halt ??= 'refused';
}

function enterFacts(state: RouteState, ref: StepRef, facts: Facts): void {
  const instance = instanceState(state, ref);
  if (stepOf(state, ref.step).each === null) Object.assign(state.facts, facts);
  else if (instance !== undefined) instance.facts = facts;
}

function passOverInstance(instance: InstanceState, because: SkipReason): void {
  instance.status = 'skipped';
  instance.because = because;
}
