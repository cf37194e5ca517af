import type { StepRef } from '../../temporal/messages.ts';
import { type InstanceState, type RouteState, instanceState, stepOf } from './route-state.ts';

/** Enters, before its call is made, what may have to be taken back: a call that died may have acted all the same. */
export function registerUndo(state: RouteState, ref: StepRef): void {
  if (stepOf(state, ref.step).undo === null) return;
  if (!state.begun.some((one) => isSame(one, ref))) state.begun.push({ ...ref });
}

/** What is to be taken back when nothing half-made may remain: the last begun first, each once. */
export function undoOrder(state: RouteState): StepRef[] {
  return state.begun.filter((ref) => mayHaveActed(instanceState(state, ref))).toReversed();
}

/** False for ends without effect: a refused act never happened, an undone one is gone, one left out was never sent. */
function mayHaveActed(instance: InstanceState | undefined): boolean {
  if (instance === undefined) return false;
  if (instance.status === 'skipped') return instance.sent;
  return instance.status !== 'refused' && instance.status !== 'undone';
}

function isSame(one: StepRef, other: StepRef): boolean {
  return one.step === other.step && one.instance === other.instance;
}
