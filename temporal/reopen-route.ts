import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { describedRun } from './latest-runs.ts';

/** What became of a route that was to be reopened. */
export type Reopened = 'reopened' | 'runs' | 'completed' | 'unknown' | 'never-began';

/**
 * Sets a route whose run was ended (terminated, failed, timed out) back to its last good point and lets it go on from
 * there. All that was in its history stays, messages that came later are given to it again, and effects keep their keys:
 * nothing is done twice. Throws the client's errors.
 */
export async function reopenRoute(client: Client, id: string, reason: string): Promise<Reopened> {
  const run = await describedRun(client, id);
  if (run === undefined) return 'unknown';
  if (run.is !== 'ended') return run.is === 'running' ? 'runs' : 'completed';
  const lastGood = await lastGoodPoint(client, id, run.runId);
  if (lastGood === undefined) return 'never-began';
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: id, runId: run.runId },
    reason,
    workflowTaskFinishEventId: lastGood,
    requestId: randomUUID(),
  });
  return 'reopened';
}

/** The last task that the workflow completed. */
async function lastGoodPoint(client: Client, id: string, runId: string) {
  const { events } = await client.workflow.getHandle(id, runId).fetchHistory();
  return events?.findLast(({ workflowTaskCompletedEventAttributes: done }) => done)?.eventId ?? undefined;
}
