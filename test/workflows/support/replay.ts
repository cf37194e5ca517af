import type { History } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { bundlePath } from '../../support/temporal.ts';

/** The history of one route. */
export interface Recorded {
  readonly workflowId: string;
  readonly history: History;
}

/** What is wrong with each history that does not replay. One worker takes them all. */
export async function replay(histories: readonly Recorded[]): Promise<string[]> {
  const faults: string[] = [];
  const options = { workflowBundle: { codePath: bundlePath() } };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories))
    if (error !== undefined) faults.push(`${workflowId}: ${error.message}`);
  return faults;
}
