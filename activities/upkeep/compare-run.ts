import type { OpenRoute } from '../../db/runs/runs.ts';
import type { LatestRun } from '../../temporal/latest-runs.ts';

/** What is wrong between the row of an open route and Temporal; null where nothing is. */
export type Finding =
  /** Temporal does not know it: removed, or of another backup. */
  | 'lost'
  /** Terminated, failed, timed out or cancelled without effect: nothing moves it any more. */
  | 'ended'
  /** Its workflow has completed, and the row says open. */
  | 'row-behind'
  /** Somebody reset it: another run than the known one goes on. */
  | 'reset'
  /** It runs again after it was lost or ended. */
  | 'back';

/** Compares what is known of an open route with its latest run. Pure. */
export function findingOf(route: OpenRoute, latest: LatestRun | undefined): Finding | null {
  if (latest === undefined) return 'lost';
  if (latest.is === 'ended') return 'ended';
  if (latest.is === 'completed') return 'row-behind';
  if (route.fault === 'run-ended' || route.fault === 'run-lost') return 'back';
  return isOtherRun(route, latest) ? 'reset' : null;
}

/** It goes on in another run than in the one that is known. */
export const isOtherRun = ({ runId }: OpenRoute, { is, isReset, runId: latest }: LatestRun): boolean =>
  is === 'running' && isReset && runId !== latest;
