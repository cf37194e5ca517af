import type { Client } from '@temporalio/client';
import type { RouteInput } from '../../temporal/messages.ts';
import type { AgencyAnswered } from '../../temporal/route-messages.ts';
import { message } from '../../temporal/route-messages.ts';
import { startRoute } from '../../temporal/start-route.ts';
import { type Update, type Updated, updateRoute } from '../../temporal/update-route.ts';

/** All that the API does to running routes; the one place where it touches Temporal. */
export interface RouteDoor {
  start(id: string, input: RouteInput): Promise<void>;
  update<Result>(route: string, update: Update): Promise<Updated<Result>>;
  agencyAnswered(route: string, answered: AgencyAnswered): Promise<void>;
}

const withinMs = 10_000;

export function createRouteDoor(client: Client): RouteDoor {
  return {
    start: async (id, input) => {
      await client.withDeadline(Date.now() + withinMs, () => startRoute(client, input, id));
    },
    update: async <Result>(route: string, update: Update) => updateRoute<Result>(client, route, update),
    agencyAnswered: async (route, answered) => {
      const handle = client.workflow.getHandle(route);
      await client.withDeadline(Date.now() + withinMs, () => handle.signal(message.agencyAnswered, answered));
    },
  };
}
