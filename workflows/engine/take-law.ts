import type { CompiledRoute, StartFacts } from '../../notation/compiled-route.ts';
import { type LawChange, lawChange, type RouteStanding, standingOf } from '../../notation/law-change.ts';
import type { RouteState } from './route-state.ts';

/** Whether the route may go on by that version as it stands, and with what. Changes nothing. */
export function judgeLaw(state: RouteState, to: CompiledRoute): LawChange {
  return lawChange(state.definition, to, standingIn(state));
}

/** Lets the route go on by what `judgeLaw` made; what the event says to the conditions of the new version comes along. */
export function takeLaw(state: RouteState, route: CompiledRoute, { facts, items }: StartFacts): void {
  state.definition = route;
  Object.assign(state.facts, facts);
  state.items = { ...state.items, ...items };
}

function standingIn(state: RouteState): RouteStanding {
  const { steps, definition } = state;
  const begun = Object.entries(steps).flatMap(([id, { end, instances }]) => {
    const statuses = [...(instances ?? []).map(({ status }) => status), ...(end === null ? [] : [end])];
    return end === null && instances === null ? [] : [[id, standingOf(statuses)] as const];
  });
  const allEnded = Object.keys(definition.steps).every((id) => (steps[id]?.end ?? null) !== null);
  const ending = state.halt ?? (state.withdrawn ? 'withdrawn' : allEnded ? 'closing' : null);
  return { ending, steps: Object.fromEntries(begun) };
}
