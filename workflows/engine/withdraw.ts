import type { CompiledStep } from '../../notation/compiled-route.ts';
import { demandsAnswer } from '../../notation/demands-answer.ts';
import type { Change, StepRef } from '../../temporal/messages.ts';
import type { WithdrawPlanItem } from '../../temporal/route-messages.ts';
import {
  type InstanceState,
  type RouteState,
  instanceState,
  isSettled,
  stepOf,
  stepState,
} from './route-state.ts';
import { skipStep } from './settle.ts';
import { undoOrder } from './undo.ts';

/** What a withdrawal sets going at once. */
export interface Withdrawal {
  readonly plan: readonly WithdrawPlanItem[];
  readonly changes: readonly Change[];
  /** Under way and to be stopped. */
  readonly stop: readonly StepRef[];
  /** To be taken back, in this order, once what is under way of it has ended. */
  readonly takeBack: readonly StepRef[];
}

/**
 * Withdraws the whole route, or the named steps: stops what rests on consent and takes back what declares an undo.
 * Steps that rest on law go on, and what those still need stands; so does what an essential act needed that stands. Enters in the state what ends at once.
 */
export function withdraw(state: RouteState, named?: readonly string[]): Withdrawal {
  const plan = planWithdrawal(state, named);
  if (named === undefined) state.withdrawn = true;
  const changes = plan.filter((item) => item.because === 'not-begun').map((item) => leaveOut(state, item));
  const underWay = plan.filter((item) => item.then !== 'stays' && isUnderWay(state, item));
  const takenBack = plan.filter((item) => item.because === 'declares-undo');
  return {
    plan,
    changes,
    stop: underWay.map(refOf),
    takeBack: undoOrder(state).filter((ref) => takenBack.some((item) => isSame(item, ref))),
  };
}

/** Says of every step concerned what a withdrawal would do to it; changes nothing. */
export function planWithdrawal(state: RouteState, named?: readonly string[]): WithdrawPlanItem[] {
  const scope = new Set(named ?? Object.keys(state.definition.steps));
  const fates = fatesOf(state, scope);
  return Object.keys(state.definition.steps)
    .filter((id) => scope.has(id) || fates.stopped.has(id))
    .flatMap((id) => itemsOf(state, id, fates));
}

interface Fates {
  /** Not begun, or under way on consent: end here. */
  readonly stopped: ReadonlySet<string>;
  /** Still needed by a step that rests on law and goes on, or by an act that stands. */
  readonly kept: ReadonlySet<string>;
}

function fatesOf(state: RouteState, scope: ReadonlySet<string>): Fates {
  const ids = Object.keys(state.definition.steps);
  const isOpen = (id: string) => stepState(state, id).end === null;
  const onLaw = (id: string) => stepOf(state, id).basis === 'law';
  const stopped = new Set(ids.filter((id) => scope.has(id) && isOpen(id) && !onLaw(id)));
  block(state, stopped, stopped);
  const goesOn = (id: string) => isOpen(id) && onLaw(id) && !stopped.has(id);
  const kept = new Set(ids.filter((id) => goesOn(id) || standsForGood(state, id)));
  for (const id of kept) {
    const needs = stepOf(state, id).needs.filter((need) => need in state.definition.steps);
    for (const need of needs) kept.add(need);
  }
  const undone = ids.filter((id) => scope.has(id) && !kept.has(id) && stepOf(state, id).undo !== null);
  block(state, stopped, new Set([...stopped, ...undone]));
  return { stopped, kept };
}

/** What the route was for has come about and cannot be taken back: then nothing goes that it rests on. */
function standsForGood(state: RouteState, id: string): boolean {
  const { kind, essential, undo } = stepOf(state, id);
  return kind === 'call' && essential && undo === null && stepState(state, id).end === 'done';
}

/** Adds to `stopped` what has not begun and cannot act without the answer of something that is gone. */
function block(state: RouteState, stopped: Set<string>, gone: ReadonlySet<string>): void {
  for (const [id, step] of Object.entries(state.definition.steps)) {
    const { end, instances } = stepState(state, id);
    if (end !== null || instances !== null || stopped.has(id)) continue;
    const isBlocked = step.needs.some(
      (need) => (gone.has(need) || stopped.has(need)) && demandsAnswer(step, need),
    );
    if (isBlocked) {
      stopped.add(id);
      block(state, stopped, gone);
    }
  }
}

function itemsOf(state: RouteState, id: string, fates: Fates): WithdrawPlanItem[] {
  const { end, instances } = stepState(state, id);
  const whole = { step: id, instance: 0 };
  if (end !== null && instances === null)
    return [{ ...whole, then: 'stays', because: 'ended-without-effect' }];
  if (instances === null)
    return fates.stopped.has(id)
      ? [{ ...whole, then: 'undone', because: 'not-begun' }]
      : [{ ...whole, then: 'stays', because: 'rests-on-law' }];
  const step = stepOf(state, id);
  return instances.map((one, instance) => ({
    step: id,
    instance,
    ...(isSettled(one) ? settledFate(step, one, fates.kept.has(id)) : openFate(step, one)),
  }));
}

type Fate = Omit<WithdrawPlanItem, 'step' | 'instance'>;

function settledFate(step: CompiledStep, instance: InstanceState, isKept: boolean): Fate {
  if (instance.status !== 'done') return { then: 'stays', because: 'ended-without-effect' };
  if (step.undo === null) return { then: 'stays', because: 'no-undo' };
  return isKept ? { then: 'stays', because: 'rests-on-law' } : { then: 'undone', because: 'declares-undo' };
}

/** An open task or proof has had no effect; a call may have had one. */
function openFate(step: CompiledStep, instance: InstanceState): Fate {
  if (step.basis === 'law') return { then: 'stays', because: 'rests-on-law' };
  if (instance.status === 'waiting-for-person' && instance.code !== null)
    return { then: 'undone', because: 'ended-without-effect' };
  if (step.kind !== 'call' || !instance.sent) return { then: 'undone', because: 'in-progress' };
  if (step.undo !== null) return { then: 'undone', because: 'declares-undo' };
  return { then: instance.accepted ? 'stays' : 'needs-person', because: 'in-progress' };
}

function leaveOut(state: RouteState, { step, instance }: WithdrawPlanItem): Change {
  skipStep(state, step, 'withdrawn');
  return { step, instance, epoch: 1, to: { status: 'skipped', because: 'withdrawn' } };
}

/** Stuck steps wait for an officer already. */
function isUnderWay(state: RouteState, item: WithdrawPlanItem): boolean {
  const instance = instanceState(state, item);
  if (instance === undefined || isSettled(instance)) return false;
  return instance.status !== 'stuck' || item.then === 'undone';
}

const refOf = ({ step, instance }: StepRef): StepRef => ({ step, instance });

const isSame = (one: StepRef, other: StepRef): boolean =>
  one.step === other.step && one.instance === other.instance;
