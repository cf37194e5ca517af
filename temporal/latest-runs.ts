import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** How the latest run of a route stands in Temporal. */
export interface LatestRun {
  readonly runId: string;
  readonly is: 'running' | 'completed' | 'ended';
  /** It took the place of an earlier run: somebody reset the route. */
  readonly isReset: boolean;
}

/** More do not fit well into one query. */
const idsInQuery = 100;

/**
 * The latest run of each route, in few requests: only what does not run is asked for one by one. A route that is missing
 * in the answer is unknown to Temporal. Throws the client's errors.
 */
export async function latestRuns(
  client: Client,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LatestRun>> {
  const latest = new Map<string, LatestRun>();
  for (let from = 0; from < ids.length; from += idsInQuery) {
    const some = ids.slice(from, from + idsInQuery);
    const listed = await listedRuns(client, some);
    for (const id of some) {
      const runs = listed.get(id) ?? [];
      const run = runs.find(({ isRunning }) => isRunning) ?? (await describedRun(client, id));
      if (run === undefined) continue;
      const isReset = runs.some(({ runId }) => runId !== run.runId);
      latest.set(id, { runId: run.runId, is: 'is' in run ? run.is : 'running', isReset });
    }
  }
  return latest;
}

interface Listed {
  readonly runId: string;
  readonly isRunning: boolean;
}

/** Every run that Temporal lists; the list may be a moment behind. */
async function listedRuns(client: Client, ids: readonly string[]): Promise<ReadonlyMap<string, Listed[]>> {
  const query = `WorkflowId IN (${ids.map((id) => `"${id}"`).join(', ')})`;
  const listed = new Map<string, Listed[]>();
  for await (const { workflowId, runId, status } of client.workflow.list({ query, pageSize: 1_000 })) {
    const run = { runId, isRunning: status.name === 'RUNNING' };
    listed.set(workflowId, [...(listed.get(workflowId) ?? []), run]);
  }
  return listed;
}

/** How the latest run of one route stands at this moment, which a list may not say yet; undefined where there is none. */
export async function describedRun(
  client: Client,
  id: string,
): Promise<Pick<LatestRun, 'runId' | 'is'> | undefined> {
  try {
    const { runId, status } = await client.workflow.getHandle(id).describe();
    return { runId, is: stands(status.name) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function stands(status: string): LatestRun['is'] {
  return status === 'RUNNING' ? 'running' : status === 'COMPLETED' ? 'completed' : 'ended';
}
