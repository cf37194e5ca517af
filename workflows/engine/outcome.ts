import type { Outcome } from '../../temporal/messages.ts';
import { isRefused } from './readiness.ts';
import type { RouteState } from './route-state.ts';

/** How a route that has come to its end counts. */
export function outcomeOf(state: RouteState): Outcome {
  if (state.withdrawn || state.halt === 'death') return 'withdrawn';
  if (state.halt === 'refused') return 'refused';
  return Object.values(state.steps).some(isRefused) ? 'partial' : 'complete';
}
