import type { Change, SkipReason, StepRef } from '../../temporal/messages.ts';
import { elementsOf, isReady, passOver, passOverElement } from './readiness.ts';
import type { InstanceState, RouteState } from './route-state.ts';
import { isSettled, newInstance, stepOf, stepState } from './route-state.ts';
import { type InstanceEnd, settleInstance, settleStep, skipChange, skipStep } from './settle.ts';
import { registerUndo } from './undo.ts';

/** What carries a route out. The engine knows no Temporal, no clock and no network. */
export interface Actor {
  /** Carries one instance to its end, mending and officers' decisions included. Rejects for faults of ours only. */
  perform(ref: StepRef): Promise<InstanceEnd>;
  /** Hears of what ended without being performed, in one go for all that followed from one event. */
  passedOver(changes: readonly Change[]): void;
  /** Hears once that nothing new starts: what only waits may stop waiting. */
  halted(): void;
  /** Hears whenever the route has moved on: something settled, and what follows from it began. */
  advanced(): void;
}

export interface Run {
  /** Resolves when every step has its end, or nothing runs any more after a halt. */
  readonly ended: Promise<void>;
  /** Looks again what is ready: after a withdrawal. */
  advance(): void;
  /** Starts nothing and ends nothing until released: what is under way settles meanwhile. */
  hold(): void;
  /** Looks again what is ready, by the definition as it is now. */
  release(): void;
  readonly isHeld: boolean;
}

/**
 * Starts every step that has become ready whenever any step settles, in the order of the definition, reading the
 * current definition each time. A state that was saved while steps were open has those performed again.
 */
export function runRoute(state: RouteState, actor: Actor): Run {
  const runner = new Runner(state, actor);
  runner.advance();
  return runner;
}

class Runner implements Run {
  readonly ended: Promise<void>;
  private readonly end: () => void;
  private readonly fail: (error: unknown) => void;
  private readonly state: RouteState;
  private readonly actor: Actor;
  private readonly running = new Set<string>();
  private isHalted = false;
  isHeld = false;

  constructor(state: RouteState, actor: Actor) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.ended = promise;
    this.end = () => {
      resolve(undefined);
    };
    this.fail = reject;
    this.state = state;
    this.actor = actor;
  }

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.advance();
  }

  advance(): void {
    if (this.isHeld) return;
    const { state, actor } = this;
    const changes: Change[] = [];
    for (let id = this.nextStep(); id !== undefined; id = this.nextStep())
      changes.push(...this.startStep(id));
    if (changes.length > 0) actor.passedOver(changes);
    this.halt();
    actor.advanced();
    if (this.running.size > 0) return;
    if (state.halt !== null || allEnded(state)) this.end();
    else this.fail(new Error('No step is under way and none can start: the needs are circular.'));
  }

  private halt(): void {
    if (this.state.halt === null || this.isHalted) return;
    this.isHalted = true;
    this.actor.halted();
  }

  /** A step that has begun is carried on also after a halt: what is under way comes to its end. */
  private nextStep(): string | undefined {
    const { state } = this;
    return Object.keys(state.definition.steps).find((id) => {
      const { end, instances } = stepState(state, id);
      if (instances !== null) return instances.some((one, index) => this.isLeftOpen(id, one, index));
      return end === null && state.halt === null && isReady(state, id);
    });
  }

  private isLeftOpen(id: string, one: InstanceState, index: number): boolean {
    return !isSettled(one) && !this.running.has(`${id}/${index}`);
  }

  private startStep(id: string): Change[] {
    const { state } = this;
    const because = stepState(state, id).instances === null ? passOver(state, id) : null;
    if (because !== null) return leaveOut(state, id, because);
    const changes = beginStep(state, id);
    stepState(state, id).instances?.forEach((one, instance) => {
      if (this.isLeftOpen(id, one, instance)) this.startInstance({ step: id, instance });
    });
    return changes;
  }

  private startInstance(ref: StepRef): void {
    const name = `${ref.step}/${ref.instance}`;
    this.running.add(name);
    registerUndo(this.state, ref);
    this.actor.perform(ref).then((end) => {
      this.running.delete(name);
      settleInstance(this.state, ref, end);
      this.advance();
    }, this.fail);
  }
}

function allEnded(state: RouteState): boolean {
  return Object.keys(state.definition.steps).every((id) => stepState(state, id).end !== null);
}

/** Passes a step over that has not begun, with an entry for each element that is known. */
export function leaveOut(state: RouteState, id: string, because: SkipReason): Change[] {
  skipStep(state, id, because);
  const known = Math.max(1, elementsOf(state, id).length);
  return Array.from({ length: known }, (_, instance) => ({
    step: id,
    instance,
    epoch: 1,
    to: { status: 'skipped', because },
  }));
}

/** Makes the instances of a step, once; those whose own condition is unmet are passed over at once. */
function beginStep(state: RouteState, id: string): Change[] {
  const step = stepState(state, id);
  if (step.instances !== null) return [];
  const changes: Change[] = [];
  step.instances = elementsOf(state, id).map((_, instance) => {
    const one = newInstance(stepOf(state, id));
    const because = passOverElement(state, { step: id, instance });
    if (because === null) return one;
    Object.assign(one, { status: 'skipped', because });
    changes.push(skipChange({ step: id, instance }, one));
    return one;
  });
  if (step.instances.length === 0) changes.push({ step: id, instance: 0, epoch: 1, to: { status: 'done' } });
  settleStep(state, id);
  return changes;
}
