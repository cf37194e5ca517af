/**
 * Why a route stands still that should go on: its workflow's tasks or an activity of the engine fail again and again, its
 * run was ended by hand or by Temporal, or Temporal does not know it.
 */
export type RouteFault = 'task-fails' | 'activity-fails' | 'run-ended' | 'run-lost';
