import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Held, Outcome } from '../temporal/messages.ts';
import { searchAttribute as attribute } from '../temporal/search-attributes.ts';
import { detailsOf } from './engine/details.ts';
import { type View, viewOf } from './engine/health.ts';
import type { Flow } from './flow.ts';
import type { RouteRun } from './route-run.ts';

/**
 * Shows officers how the route stands. The checklist costs no event and is always up to date; search attributes are
 * written when health, need of an officer or whom it waits for changes, and when a longer wait begins.
 */
export function tell(run: RouteRun, isWaiting = false): void {
  setCurrentDetails(detailsOf(run.state, run.id));
  const view = viewOf(run.state);
  if (isWaiting || hasTurned(run.told, view)) upsert(run, view, []);
}

/** Shows how the route stands, also where that is shown already. */
export function show(run: RouteRun): void {
  tell(run, true);
  if (run.owesTrace) upsertSearchAttributes([{ key: attribute.stepsDone, value: run.told.stepsDone }]);
  run.owesTrace = false;
}

/** Shows why a call of the step waits in its agency's queue, where it does. */
export function hold({ run, now }: Flow, { held }: { readonly held?: Held }): void {
  if (held === undefined) return;
  now.held = held;
  tell(run);
}

/** Shows by which version the route goes on. */
export function tellLaw(run: RouteRun): void {
  setCurrentDetails(detailsOf(run.state, run.id));
  upsert(run, viewOf(run.state), [{ key: attribute.routeVersion, value: run.state.definition.version }]);
}

/** Shows how the route ended. */
export function tellEnd(run: RouteRun, outcome: Outcome): void {
  setCurrentDetails(detailsOf(run.state, run.id, outcome));
  upsert(run, viewOf(run.state), [{ key: attribute.routeState, value: outcome }]);
}

function hasTurned(told: View, view: View): boolean {
  return (
    view.health !== told.health ||
    view.needsHuman !== told.needsHuman ||
    view.waitingOn.join(' ') !== told.waitingOn.join(' ')
  );
}

/** Only what differs from what is shown already. */
function upsert(run: RouteRun, view: View, more: readonly SearchAttributeUpdatePair[]): void {
  const shown = pairsOf(run.told).map(textOf);
  const changed = pairsOf(view).filter((pair, index) => textOf(pair) !== shown[index]);
  run.told = view;
  if (changed.length + more.length === 0) return;
  run.owesTrace = false;
  upsertSearchAttributes([...changed, ...more]);
}

function pairsOf(view: View): SearchAttributeUpdatePair[] {
  return [
    { key: attribute.routeHealth, value: view.health },
    { key: attribute.needsHuman, value: view.needsHuman },
    { key: attribute.late, value: view.late },
    { key: attribute.waitingOn, value: listOf(view.waitingOn) },
    { key: attribute.stuckReason, value: listOf(view.stuckReason) },
    { key: attribute.openSteps, value: listOf(view.openSteps) },
    { key: attribute.dueAt, value: instantOf(view.dueAt) },
    { key: attribute.waitingSince, value: instantOf(view.waitingSince) },
    { key: attribute.stepsDone, value: view.stepsDone },
    { key: attribute.stepsTotal, value: view.stepsTotal },
  ];
}

const textOf = ({ value }: SearchAttributeUpdatePair): string => JSON.stringify(value);

const listOf = (list: readonly string[]): string[] | null => (list.length === 0 ? null : [...list]);

const instantOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
