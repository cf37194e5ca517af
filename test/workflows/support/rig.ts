import { Client, Connection, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import type { StartFacts } from '../../../notation/compiled-route.ts';
import { type RouteInput, workflowTaskQueue } from '../../../temporal/messages.ts';
import { message } from '../../../temporal/route-messages.ts';
import { startRoute } from '../../../temporal/start-route.ts';
import { createWorkers } from '../../../worker/create-workers.ts';
import { runWorkers } from '../../../worker/run-workers.ts';
import { type Script, Town } from './town.ts';

const ownServices = ['registry.act', 'registry.take-back', 'registry.ask', 'tax.act'] as const;

/** A route that a test follows. */
export interface Journey {
  readonly id: string;
  readonly handle: WorkflowHandle;
  readonly town: Town;
  update<Result>(name: keyof typeof message, argument: object, id?: string): Promise<Result>;
  outcome(): Promise<string>;
  log(): string[];
  /** Waits until the line was written. */
  saw(line: string): Promise<void>;
  /** Waits until the route shows these search attributes. */
  shows(attributes: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface Rig {
  readonly client: Client;
  readonly namespace: string;
  begin(script: Script, facts?: Partial<StartFacts>, id?: string): Promise<Journey>;
  /** Begins a route together with the message that withdraws it. */
  beginWithdrawn(script: Script): Promise<Journey>;
  /** Every route that was begun. */
  readonly begun: string[];
  end(): Promise<void>;
}

/** Failures that tests order are no news. */
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

export interface RigOptions {
  readonly address: string;
  readonly namespace: string;
  /** File with the workflow bundle. */
  readonly bundle: string;
  readonly cachedRoutes?: number | undefined;
  /** Ids of services and agencies that the routes use. */
  readonly services?: readonly string[];
  readonly agencies?: readonly string[];
  readonly fetching?: (agency: string) => Promise<'all' | 'none'>;
}

/** Workers with fake activities. */
export async function startRig(options: RigOptions): Promise<Rig> {
  const {
    address,
    namespace,
    bundle,
    cachedRoutes,
    services = ownServices,
    agencies = ['registry', 'tax'],
  } = options;
  const town = new Town();
  const connection = await NativeConnection.connect({ address });
  const workers = await createWorkers({
    connection,
    namespace,
    activities: town.activities(services),
    agencies: agencies.map((id) => ({ id, perSecond: 100 })),
    fetching: options.fetching ?? (() => Promise.resolve('all')),
    bundle,
    cachedRoutes,
  });
  const ending = new AbortController();
  const running = runWorkers(workers, ending.signal);
  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  const begun: string[] = [];
  return {
    client,
    namespace,
    begun,
    begin: async (script, facts = {}, id = `${script.route.id}-${randomUUID()}`) => {
      town.play(id, script);
      begun.push(id);
      await startRoute(client, inputOf(script, facts), id);
      return journey(client, town, id);
    },
    beginWithdrawn: async (script) => {
      const id = `withdrawn-${randomUUID()}`;
      town.play(id, script);
      const startWorkflowOperation = new WithStartWorkflowOperation(script.route.id, {
        workflowId: id,
        taskQueue: workflowTaskQueue,
        args: [inputOf(script, {})],
        workflowIdConflictPolicy: 'FAIL',
      });
      await client.workflow.executeUpdateWithStart(message.withdraw, { args: [{}], startWorkflowOperation });
      return journey(client, town, id);
    },
    end: async () => {
      ending.abort();
      await running;
      await client.connection.close();
      await connection.close();
    },
  };
}

function inputOf({ route }: Script, facts: Partial<StartFacts>): RouteInput {
  return { route, facts: {}, items: {}, ...facts, region: 'Tashkent', testData: true, timeScale: 1 };
}

function journey(client: Client, town: Town, id: string): Journey {
  const handle = client.workflow.getHandle(id);
  const log = () => town.log(id);
  return {
    id,
    handle,
    town,
    log,
    update: async <Result>(name: keyof typeof message, argument: object, updateId = randomUUID()) =>
      handle.executeUpdate<Result, [object]>(message[name], { args: [argument], updateId }),
    outcome: async () => ((await handle.result()) as { outcome: string }).outcome,
    saw: (line) => eventually(() => (log().includes(line) ? true : `${line} is not in ${log().join('; ')}`)),
    shows: (attributes) =>
      eventually(async () => {
        const { typedSearchAttributes } = await handle.describe();
        const shown = new Map(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
        const wrong = Object.entries(attributes).filter(
          ([name, value]) =>
            JSON.stringify([shown.get(name) ?? []].flat()) !== JSON.stringify([value].flat()),
        );
        return wrong.length === 0 ? true : `${JSON.stringify(wrong)} not in ${JSON.stringify([...shown])}`;
      }),
  };
}

/** Asks again until it is true; then fails with the last thing that was said. */
async function eventually(check: () => Promise<true | string> | true | string): Promise<void> {
  const until = Date.now() + 60_000;
  for (let said = await check(); said !== true; said = await check()) {
    if (Date.now() > until) throw new Error(`Waited for 60 seconds: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
