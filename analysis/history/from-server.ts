import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { type Read, type RouteHistory, toldBy } from './route-history.ts';

/** The run of a route; without a run id the latest. Throws the client's errors. */
export interface RunOfRoute {
  readonly workflowId: string;
  readonly runId?: string;
}

/** Fetches one history whole. Throws the client's errors; see `isNotFound`. */
export async function fetchHistory(client: Client, { workflowId, runId }: RunOfRoute): Promise<RouteHistory> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const told = toldBy(history);
  return { ...told, workflowId, runId: runId ?? told.runId, history };
}

/** Histories of the routes named, one by one. Throws the client's errors, but not for a route that is unknown. */
export async function* fetchHistories(
  client: Client,
  runs: Iterable<RunOfRoute> | AsyncIterable<RunOfRoute>,
): AsyncGenerator<Read> {
  for await (const run of runs) {
    try {
      yield { from: run.workflowId, route: await fetchHistory(client, run) };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      yield {
        from: run.workflowId,
        fault: 'is unknown to Temporal, or was removed after its retention. Look for it in HISTORY_FOLDER.',
      };
    }
  }
}

/**
 * The routes that a visibility query finds, newest first, at most `limit`. Throws QueryFault where Temporal cannot read
 * the query.
 */
export async function* routesFoundBy(
  client: Client,
  query: string,
  limit: number,
): AsyncGenerator<RunOfRoute> {
  let left = limit;
  try {
    for await (const { workflowId, runId } of client.workflow.list({
      query,
      pageSize: Math.min(limit, 500),
    })) {
      if (left === 0) return;
      left -= 1;
      yield { workflowId, runId };
    }
  } catch (error) {
    throw queryFaultOf(error) ?? error;
  }
}

/** Temporal cannot read a query; the message is its own word on it. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault';
}

/** Temporal does not know the route, or does no longer; or it does not know the namespace. */
export function isNotFound(error: unknown): boolean {
  return codeOf(error) === code.notFound;
}

/** Codes of gRPC. */
const code = { invalidArgument: 3, notFound: 5 } as const;

function codeOf(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}

function queryFaultOf(error: unknown): QueryFault | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (codeOf(cause) !== code.invalidArgument) return undefined;
  return new QueryFault(isGrpcServiceError(cause) ? cause.details : '');
}
