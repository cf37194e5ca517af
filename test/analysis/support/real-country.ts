import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../../../activities/index.ts';
import type { Catalogue } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { type RouteInput } from '../../../temporal/messages.ts';
import { message } from '../../../temporal/route-messages.ts';
import { startRoute } from '../../../temporal/start-route.ts';
import { createWorkers } from '../../../worker/create-workers.ts';
import { runWorkers } from '../../../worker/run-workers.ts';
import { agencies } from '../../activities/support/country.ts';
import { Stage } from '../../activities/support/stage.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../../support/temporal.ts';

/** The real engine and the real activities on the run's servers; only the platform does as told. */
export interface RealCountry {
  readonly stage: Stage;
  readonly client: Client;
  readonly namespace: string;
  begin(route: CompiledRoute, start?: Partial<RouteInput>, event?: Record<string, unknown>): Promise<string>;
  update(id: string, name: keyof typeof message, argument: object): Promise<unknown>;
  closed(id: string): Promise<unknown>;
  end(): Promise<void>;
}

/** Failures that tests order are no news. */
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

export async function realCountry(catalogue: Catalogue): Promise<RealCountry> {
  const [stage, namespace] = await Promise.all([Stage.set(catalogue), freshNamespace()]);
  const address = temporalAddress();
  const connection = await NativeConnection.connect({ address });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined } as never;
  const workers = await createWorkers({
    connection,
    namespace,
    activities: createActivities({
      ...{ db: stage.db, catalogue, platform: stage.platform, log: silent, onItsWayMs: 0 },
    }),
    agencies: Object.values(agencies),
    fetching: () => Promise.resolve('all'),
    bundle: bundlePath(),
  });
  const ending = new AbortController();
  const running = runWorkers(workers, ending.signal);
  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  return {
    stage,
    client,
    namespace,
    begin: async (route, start = {}, event = {}) => {
      const id = await stage.enter({ route, event });
      const nothing = { facts: {}, items: {}, region: null, testData: true, timeScale: 1 };
      await startRoute(client, { route, ...nothing, ...start }, id);
      return id;
    },
    update: (id, name, argument) =>
      client.workflow
        .getHandle(id)
        .executeUpdate(message[name], { args: [argument], updateId: randomUUID() }),
    closed: (id) => client.workflow.getHandle(id).result(),
    end: async () => {
      ending.abort();
      stage.platform.letGo();
      await running;
      await Promise.all([client.connection.close(), connection.close()]);
      await stage.strike();
    },
  };
}
