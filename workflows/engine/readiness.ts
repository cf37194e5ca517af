import type { Condition } from '../../notation/conditions.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { demandsAnswer } from '../../notation/demands-answer.ts';
import type { Facts } from '../../notation/facts.ts';
import { holds } from '../../notation/holds.ts';
import type { End, Known } from '../../notation/holds.ts';
import type { SkipReason, StepRef } from '../../temporal/messages.ts';
import type { RouteState, StepState } from './route-state.ts';
import { instanceState, stepOf } from './route-state.ts';

/** True when the step was refused, or passed over because a needed one was. */
export function isRefused(step: StepState | undefined): boolean {
  return step?.end === 'refused' || (step?.end === 'skipped' && step.because === 'refused-need');
}

/** True when all that the step needs has met its end. Needs that a changed definition dropped do not count. */
export function isReady(state: RouteState, id: string): boolean {
  return stepOf(state, id).needs.every(
    (need) => !(need in state.definition.steps) || (state.steps[need]?.end ?? null) !== null,
  );
}

/** Why a ready step is passed over as a whole; null when it is to begin. */
export function passOver(state: RouteState, id: string): SkipReason | null {
  const step = stepOf(state, id);
  if (isOvertaken(state, id)) return 'condition';
  const refusedNeeds = step.needs.filter((need) => isRefused(state.steps[need]));
  if (refusedNeeds.some((need) => !namesRefusal(step.when, need))) return 'refused-need';
  if (step.needs.some((need) => isTakenBack(state.steps[need]) && demandsAnswer(step, need)))
    return 'withdrawn';
  if (step.when === null || asksItem(step)) return null;
  return holds(step.when, known(state, {})) ? null : 'condition';
}

/** True when the step was only of use until another one ended, and that has. */
export function isOvertaken(state: RouteState, id: string): boolean {
  const { until } = stepOf(state, id);
  return until !== undefined && (state.steps[until]?.end ?? null) !== null;
}

/** What the instances of a step act on, in order; one element without facts where there is no `each`. */
export function elementsOf(state: RouteState, id: string): readonly Facts[] {
  const { each } = stepOf(state, id);
  if (each === null) return [{}];
  if ('event' in each) return state.items[id] ?? [];
  return (state.steps[each.step]?.instances ?? []).map((one) => (one.status === 'done' ? one.facts : {}));
}

/** Why one instance is passed over before it begins; null when it is to begin. */
export function passOverElement(state: RouteState, ref: StepRef): SkipReason | null {
  if (actsOnLeftOut(state, ref)) return 'person-dead';
  const { when, ...step } = stepOf(state, ref.step);
  if (when === null || !asksItem(step)) return null;
  return holds(when, known(state, elementsOf(state, ref.step)[ref.instance] ?? {})) ? null : 'condition';
}

/** True where its element would be what another step had done for somebody who is dead. */
function actsOnLeftOut(state: RouteState, { step, instance }: StepRef): boolean {
  const { each } = stepOf(state, step);
  if (each === null || !('step' in each)) return false;
  return instanceState(state, { step: each.step, instance })?.because === 'person-dead';
}

function known(state: RouteState, element: Facts): Known {
  const ends: Record<string, End | undefined> = {};
  for (const [id, step] of Object.entries(state.steps))
    ends[id] = isRefused(step) ? 'refused' : (step.end ?? undefined);
  return { facts: { ...state.facts, ...element }, ends };
}

function asksItem({ asksItem: reads }: Pick<CompiledStep, 'asksItem'>): boolean {
  return reads.values.length + reads.present.length > 0;
}

function isTakenBack(step: StepState | undefined): boolean {
  return step?.end === 'undone' || (step?.end === 'skipped' && step.because === 'withdrawn');
}

/** True where the condition asks whether that step was refused: then its refusal does not pass on. */
function namesRefusal(condition: Condition | null, step: string): boolean {
  if (condition === null) return false;
  if ('refused' in condition) return condition.refused === step;
  if ('all' in condition) return condition.all.some((part) => namesRefusal(part, step));
  if ('any' in condition) return condition.any.some((part) => namesRefusal(part, step));
  return 'not' in condition && namesRefusal(condition.not, step);
}
