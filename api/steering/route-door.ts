import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { AgencyAnswered, RouteInput } from '../../temporal/messages.ts';
import { message } from '../../temporal/messages.ts';
import { startRoute } from '../../temporal/start-route.ts';

/** How an update came out. Values, because the API answers each of them. */
export type Updated<Result> =
  | { readonly is: 'done'; readonly result: Result }
  /** Refused by the route; `type` is one of `rejection`. */
  | { readonly is: 'rejected'; readonly type: string }
  /** No such route is running: it closed, or has not begun. */
  | { readonly is: 'gone' }
  | { readonly is: 'unavailable' };

/** The name of an update with its one argument, and the id under which a repeat meets the first. */
export interface Update {
  readonly name: Exclude<keyof typeof message, 'agencyAnswered'>;
  readonly argument: object;
  readonly id: string;
}

/** All that the API does to running routes; the one place where it touches Temporal. */
export interface RouteDoor {
  start(id: string, input: RouteInput): Promise<void>;
  update<Result>(route: string, update: Update): Promise<Updated<Result>>;
  agencyAnswered(route: string, answered: AgencyAnswered): Promise<void>;
}

/** Long enough for a quick call of the route that is running (≤ 2 s), short enough for a person who waits. */
const updateWithinMs = 10_000;
const startWithinMs = 10_000;

export function createRouteDoor(client: Client): RouteDoor {
  return {
    start: async (id, input) => {
      await client.withDeadline(Date.now() + startWithinMs, () => startRoute(client, input, id));
    },
    update: async <Result>(route: string, update: Update): Promise<Updated<Result>> => {
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
        return failed(error);
      }
    },
    agencyAnswered: async (route, answered) => {
      const handle = client.workflow.getHandle(route);
      await client.withDeadline(Date.now() + startWithinMs, () =>
        handle.signal(message.agencyAnswered, answered),
      );
    },
  };
}

function failed(error: unknown): Updated<never> {
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return { is: 'rejected', type: type ?? 'unknown' };
  }
  if (error instanceof WorkflowNotFoundError) return { is: 'gone' };
  if (isAway(error)) return { is: 'unavailable' };
  throw error;
}

function isAway(error: unknown): boolean {
  return (
    error instanceof ServiceError ||
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    isGrpcServiceError(error)
  );
}
