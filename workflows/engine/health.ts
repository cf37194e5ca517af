import type { CompiledStep } from '../../notation/compiled-route.ts';
import { type InstanceState, openInstances, type RouteState, stepOf } from './route-state.ts';

export type Health = 'stuck' | 'late' | 'waiting' | 'on-track';

/** What officers and analysts search routes by, as plain data. Instants are milliseconds since 1970. */
export interface View {
  readonly health: Health;
  /** An officer has to act; never the citizen. */
  readonly needsHuman: boolean;
  readonly late: boolean;
  /** Agencies that owe an answer, and `person`. */
  readonly waitingOn: readonly string[];
  readonly stuckReason: readonly string[];
  readonly openSteps: readonly string[];
  /** The next deadline. */
  readonly dueAt: number | null;
  readonly waitingSince: number | null;
  readonly stepsDone: number;
  readonly stepsTotal: number;
}

interface Open {
  readonly id: string;
  readonly step: CompiledStep;
  readonly now: InstanceState;
}

/** Looks at a route as an officer would. An act that could not be taken back counts as open. */
export function viewOf(state: RouteState): View {
  const open: Open[] = openInstances(state).map((one) => ({
    id: one.step,
    step: stepOf(state, one.step),
    now: one.state,
  }));
  const waiting = open.filter((one) => waitsOn(state, one) !== null);
  const isLate = open.some(({ now }) => now.late);
  const steps = Object.keys(state.definition.steps);
  return {
    health: healthOf(open, isLate),
    needsHuman: open.some((one) => needsOfficer(state, one)),
    late: isLate,
    waitingOn: distinct(waiting.map((one) => waitsOn(state, one))),
    stuckReason: distinct(open.map(({ now }) => now.stuck)),
    openSteps: distinct(open.map(({ id }) => id)),
    dueAt: earliest(open.map(({ now }) => now.dueAt)),
    waitingSince: earliest(waiting.map(({ now }) => now.since)),
    stepsDone: steps.filter((id) => state.steps[id]?.end === 'done').length,
    stepsTotal: steps.length,
  };
}

/** True where the turn is an officer's: nobody is named, or an agency's team, not a person of the event. */
export function isTeamTask(state: RouteState, { kind, by }: CompiledStep): boolean {
  if (kind !== 'task') return false;
  return by === null || Object.values(state.definition.steps).some(({ agency }) => agency === by);
}

/** For a stuck step, a team's task, and to look after what is late. */
function needsOfficer(state: RouteState, { step, now }: Open): boolean {
  if (now.stuck !== null || now.late) return true;
  return now.status === 'waiting-for-person' && isTeamTask(state, step);
}

/** Whose turn it is, where more than the ordinary working of a call is waited for. */
function waitsOn(state: RouteState, open: Open): string | null {
  const { step, now } = open;
  if (now.status === 'waiting-for-person')
    return isTeamTask(state, step) ? (step.by ?? step.agency) : 'person';
  return isAwaited(now) ? agencyOf(open) : null;
}

/** What is stuck waits for the agency's team. */
function isAwaited(now: InstanceState): boolean {
  if (now.stuck !== null || now.status === 'waiting-for-agency') return true;
  return (now.status === 'in-progress' || now.isBeingUndone) && isHeldUp(now);
}

/** The agency takes longer than it should, or cannot be reached. */
function isHeldUp({ beyondNorm, isDown, held }: InstanceState): boolean {
  return beyondNorm || isDown || held !== null;
}

function agencyOf({ step, now }: Open): string {
  const isOwn = now.agency === step.agency;
  return isOwn && now.isBeingUndone && step.undo !== null ? step.undo.agency : now.agency;
}

/** An agency that answers later is no bad sign until its norm is over; one that is down is. */
function healthOf(open: readonly { readonly now: InstanceState }[], isLate: boolean): Health {
  if (open.some(({ now }) => now.stuck !== null)) return 'stuck';
  if (isLate) return 'late';
  return open.some(({ now }) => isHeldUp(now)) ? 'waiting' : 'on-track';
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function earliest(instants: readonly (number | null)[]): number | null {
  return instants.reduce(
    (first, next) => (first === null || (next !== null && next < first) ? next : first),
    null,
  );
}
