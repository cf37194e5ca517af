import type { CompiledRoute, CompiledStep, StartFacts } from '../../notation/compiled-route.ts';
import type { Facts, FactValue } from '../../notation/facts.ts';
import type { End } from '../../notation/holds.ts';
import type { Held, SkipReason, StepRef, StuckReason } from '../../temporal/messages.ts';

/** Where one instance of a step stands. Begins `in-progress`; ends done, refused, skipped or undone. */
export type Status = 'in-progress' | 'waiting-for-agency' | 'waiting-for-person' | 'stuck' | End;

/** Everything a route knows of one instance. Plain data; instants are milliseconds since 1970. */
export interface InstanceState {
  status: Status;
  epoch: number;
  /** Whose turn it is: the service's agency, or the one the call was re-addressed to. */
  agency: string;
  /** Refusal code of the present epoch. */
  code: string | null;
  because: SkipReason | null;
  /** Why an officer has to decide; `undo-failed` on an act that is done and could not be taken back. */
  stuck: StuckReason | null;
  /** What its answer tells the instances of an `each` over this step. */
  facts: Facts;
  /** A call of this epoch may have reached the agency. */
  sent: boolean;
  /** The agency has taken it in and answers later. */
  accepted: boolean;
  /** The open task, of the service or for a mend. */
  task: string | null;
  /** When the present status began. */
  since: number;
  dueAt: number | null;
  /** An officer has stopped the clock. */
  isPaused: boolean;
  /** The deadline has passed, and the step goes on. */
  late: boolean;
  /** The agency takes longer than its norm. */
  beyondNorm: boolean;
  /** The agency cannot be reached. */
  isDown: boolean;
  /** Why its call waits in the queue, as far as was known when it went there. */
  held: Held | null;
  /** The act is being taken back. */
  isBeingUndone: boolean;
  /** It could not be taken back, and an officer decided to leave it. */
  isUndoGivenUp: boolean;
}

export interface StepState {
  /** Null until every instance has met its end. */
  end: End | null;
  because: SkipReason | null;
  /** Null until the step begins: only then is it known how many there are. */
  instances: InstanceState[] | null;
}

/** A running route as plain data: written to JSON and read back, it goes on where it stood. */
export interface RouteState {
  definition: CompiledRoute;
  facts: Record<string, FactValue>;
  items: Readonly<Record<string, readonly Facts[]>>;
  readonly steps: Record<string, StepState>;
  /** What may have to be taken back, in the order it was begun; entered before the call is made. */
  readonly begun: StepRef[];
  /** Nothing new starts: an essential step was refused, or a person died. */
  halt: 'refused' | 'death' | null;
  /** The whole route was withdrawn; what rests on law goes on. */
  withdrawn: boolean;
  /** Counter of everything that is recorded. */
  seq: number;
}

/** The state of a route that has just been reported. */
export function newRoute(route: CompiledRoute, { facts, items }: StartFacts): RouteState {
  return {
    definition: route,
    facts: { ...facts },
    items,
    steps: {},
    begun: [],
    halt: null,
    withdrawn: false,
    seq: 0,
  };
}

/** The state of a step, entered when first asked for: a changed definition may bring steps along. */
export function stepState(state: RouteState, id: string): StepState {
  return (state.steps[id] ??= { end: null, because: null, instances: null });
}

/** The instance that is named; undefined where the step has not begun or has no such instance. */
export function instanceState(state: RouteState, ref: StepRef): InstanceState | undefined {
  return state.steps[ref.step]?.instances?.[ref.instance];
}

/** The definition of a step that is known to exist; throws for a fault of ours. */
export function stepOf(state: RouteState, id: string): CompiledStep {
  const step = state.definition.steps[id];
  if (step === undefined) throw new Error(`The definition has no step ${id}.`);
  return step;
}

export function newInstance(step: CompiledStep): InstanceState {
  return {
    status: 'in-progress',
    epoch: 1,
    agency: step.agency,
    code: null,
    because: null,
    stuck: null,
    facts: {},
    sent: false,
    accepted: false,
    task: null,
    since: 0,
    dueAt: null,
    isPaused: false,
    late: false,
    beyondNorm: false,
    isDown: false,
    held: null,
    isBeingUndone: false,
    isUndoGivenUp: false,
  };
}

const ends: readonly string[] = ['done', 'refused', 'skipped', 'undone'];

/** True when the instance has met its end. */
export function isSettled(instance: InstanceState): boolean {
  return ends.includes(instance.status);
}

/** One instance that has begun, with its place in the definition. */
export interface OpenInstance extends StepRef {
  readonly state: InstanceState;
}

/** Every instance of these steps that has begun and not met its end, or is being taken back, in their order. */
export function openInstances(
  state: RouteState,
  steps: readonly string[] = Object.keys(state.definition.steps),
): OpenInstance[] {
  return steps
    .flatMap((step) =>
      (state.steps[step]?.instances ?? []).map((one, instance) => ({ step, instance, state: one })),
    )
    .filter((one) => !isSettled(one.state) || one.state.isBeingUndone);
}
