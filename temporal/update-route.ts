import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isTemporalAway } from './away.ts';
import { message } from './route-messages.ts';

/** How an update came out. Values, because whoever sends one has an answer to each of them. */
export type Updated<Result> =
  | { readonly is: 'done'; readonly result: Result }
  /** Refused by the route; `type` is one of `rejection`, `why` says it in words for officers. */
  | { readonly is: 'rejected'; readonly type: string; readonly why?: string }
  /** No such route is running: it closed, or has not begun. */
  | { readonly is: 'gone' }
  | { readonly is: 'unavailable' };

/** The name of an update with its one argument, and the id under which a repeat meets the first. */
export interface Update {
  readonly name: Exclude<keyof typeof message, 'agencyAnswered'>;
  readonly argument: object;
  readonly id: string;
}

/** Long enough for a quick call of the route that is running (≤ 2 s), short enough for a person who waits. */
const updateWithinMs = 10_000;
const describedWithinMs = 5_000;

/** Tells a running route something, and waits until it has taken it up. Throws what is a fault of ours. */
export async function updateRoute<Result>(
  client: Client,
  route: string,
  update: Update,
): Promise<Updated<Result>> {
  const handle = client.workflow.getHandle(route);
  try {
    const result = await client.withDeadline(Date.now() + updateWithinMs, () =>
      handle.executeUpdate<Result, [object]>(message[update.name], {
        args: [update.argument],
        updateId: update.id,
      }),
    );
    return { is: 'done', result };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError && (await mayRun(client, route))) return { is: 'unavailable' };
    return failed(error);
  }
}

/**
 * Temporal says "not found", too, of an update that it forgot because it was killed. Then the route runs, knows nothing of
 * it, and must be told once more, whatever its rows say. Where nobody can say whether it runs, it may.
 */
async function mayRun(client: Client, route: string): Promise<boolean> {
  try {
    const describe = () => client.workflow.getHandle(route).describe();
    const { status } = await client.withDeadline(Date.now() + describedWithinMs, describe);
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    if (isTemporalAway(error)) return true;
    throw error;
  }
}

function failed(error: unknown): Updated<never> {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    const type = cause instanceof ApplicationFailure ? cause.type : undefined;
    return { is: 'rejected', type: type ?? 'unknown', ...(cause && { why: cause.message }) };
  }
  if (error instanceof WorkflowNotFoundError) return { is: 'gone' };
  const isAway = isTemporalAway(error) || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
  if (isAway) return { is: 'unavailable' };
  throw error;
}
