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

/**
 * Every run that Temporal lists; the list may be a moment behind. By the server's own call: the client's list would decode
 * what is kept with each run, several times what is asked for here.
 */
async function listedRuns(client: Client, ids: readonly string[]): Promise<ReadonlyMap<string, Listed[]>> {
  const query = `WorkflowId IN (${ids.map((id) => `"${id}"`).join(', ')})`;
  const { namespace } = client.options;
  const listed = new Map<string, Listed[]>();
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const asked = { namespace, query, pageSize: 1_000, nextPageToken };
    const page = await client.workflowService.listWorkflowExecutions(asked);
    for (const { execution, status } of page.executions) {
      const id = execution?.workflowId ?? '';
      const run = { runId: execution?.runId ?? '', isRunning: Number(status) === running };
      listed.set(id, [...(listed.get(id) ?? []), run]);
    }
    ({ nextPageToken } = page);
  } while (nextPageToken.length > 0);
  return listed;
}

/** `WORKFLOW_EXECUTION_STATUS_RUNNING`, as the protocol numbers it. */
const running = 1;

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
