import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { startFacts } from '../../../notation/start-facts.ts';
import { startRoute } from '../../../temporal/start-route.ts';
import { createWorkers } from '../../../worker/create-workers.ts';
import { runWorkers } from '../../../worker/run-workers.ts';
import { Stage } from '../../activities/support/stage.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../../support/temporal.ts';
import { countTraffic, type Traffic } from './counted-database.ts';

/** What one route cost, by exact count. */
export interface Cost extends Traffic {
  readonly events: number;
  readonly workflowTasks: number;
  readonly localActivities: number;
  readonly activities: number;
  /** Of the history, as it goes over the wire. */
  readonly bytes: number;
}

/** Real workers and activities over a database and a namespace of their own; agencies that answer at once. */
export interface MeasuredRoutes {
  readonly stage: Stage;
  /**
   * Of a route that is carried to its end with nothing else under way: the cheapest of a few. For the first one
   * definitions are read, and on a machine that is busy just then quick calls may go on as ordinary.
   */
  cost(route: CompiledRoute, event?: Record<string, unknown>): Promise<Cost>;
  end(): Promise<void>;
}

export async function measureRoutes(catalogue: Catalogue): Promise<MeasuredRoutes> {
  const [stage, namespace] = await Promise.all([Stage.set(catalogue), freshNamespace()]);
  const traffic = countTraffic(stage.db.pool);
  const address = temporalAddress();
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const client = new Client({ connection, namespace });
  const workers = await createWorkers({
    connection: native,
    namespace,
    activities: stage.realActivities(),
    agencies: Object.values(catalogue.agencies),
    fetching: () => Promise.resolve('all'),
    bundle: bundlePath(),
  });
  const ending = new AbortController();
  const running = runWorkers(workers, ending.signal);
  return {
    stage,
    cost: async (route, event = {}) => {
      const carry = async () => {
        const id = await stage.enter({ route, event });
        const before = { ...traffic };
        const facts = startFacts(route, { mother: {}, ...event });
        await startRoute(client, { route, ...facts, region: 'none', testData: true, timeScale: 1 }, id);
        const handle = client.workflow.getHandle(id);
        await handle.result();
        const statements = traffic.statements - before.statements;
        const commits = traffic.commits - before.commits;
        return { statements, commits, ...costOf(await handle.fetchHistory()) };
      };
      const carried = [await carry(), await carry(), await carry(), await carry()];
      return carried.reduce((one, other) => (other.statements < one.statements ? other : one));
    },
    end: async () => {
      ending.abort();
      await running;
      await Promise.all([connection.close(), native.close()]);
      await stage.strike();
    },
  };
}

function costOf({ events }: temporal.api.history.v1.IHistory): Omit<Cost, keyof Traffic> {
  const list = events ?? [];
  const countOf = (kind: keyof temporal.api.history.v1.IHistoryEvent) =>
    list.filter((event) => kind in event && event[kind] != null).length;
  return {
    events: list.length,
    workflowTasks: countOf('workflowTaskStartedEventAttributes'),
    localActivities: countOf('markerRecordedEventAttributes'),
    activities: countOf('activityTaskScheduledEventAttributes'),
    bytes: temporal.api.history.v1.History.encode({ events: list }).finish().length,
  };
}
