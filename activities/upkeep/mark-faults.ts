import { clearFaultsBut, markFaults } from '../../db/route-faults.ts';
import type { Upkeep } from './upkeep.ts';

/** What one look at Temporal found. */
export interface Faults {
  /** Routes that cannot go on just now, as far as they were counted. */
  readonly standing: number;
  readonly marked: number;
  readonly cleared: number;
}

/** Temporal sets this attribute after two failed tasks of a workflow in a row, and takes it away after one that went well. */
const cannotGoOn =
  'ExecutionStatus = "Running" AND ' +
  'TemporalReportedProblems IN ("category=WorkflowTaskFailed", "category=WorkflowTaskTimedOut")';

/** More at a time are one and the same fault: the rest is marked as these are mended. */
const atMost = 5_000;

/**
 * Marks routes whose workflow fails again and again by a fault of ours, so that they show as stuck and nobody waits
 * unseen; the mark goes when the fault has gone. Several workers may do this at once.
 */
export async function markStuckByFault({ db, temporal, log }: Upkeep): Promise<Faults> {
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list({ query: cannotGoOn, pageSize: 1_000 })) {
    ids.push(workflowId);
    if (ids.length === atMost) break;
  }
  const marked = await markFaults(db.orm, ids, 'task-fails');
  const cleared = ids.length === atMost ? [] : await clearFaultsBut(db.orm, ids, 'task-fails');
  if (marked.length > 0)
    log.warn(
      { routes: marked },
      'Routes cannot go on by a fault of ours: deploy the repair; do not reset them.',
    );
  if (cleared.length > 0) log.info({ routes: cleared }, 'Routes go on again after a fault of ours.');
  return { standing: ids.length, marked: marked.length, cleared: cleared.length };
}
