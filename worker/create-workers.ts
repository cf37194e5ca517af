import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { placesPerSecond } from '../db/rate.ts';
import type { Agency } from '../notation/agency.ts';
import { agencyTaskQueue, workflowTaskQueue } from '../temporal/messages.ts';
import { type AgencySlots, agencySlots } from './agency-slots.ts';

type Activities = Readonly<Record<string, (args: never) => Promise<unknown>>>;

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly agencies: readonly Pick<Agency, 'id' | 'perSecond'>[];
  /** See `AgencySlots`. */
  readonly fetching: AgencySlots['fetching'];
  /** File with the built workflows; left out, they are bundled now, which takes seconds. */
  readonly bundle?: string | undefined;
  /** Routes kept in memory between their tasks; left out, as many as the memory allows. */
  readonly cachedRoutes?: number | undefined;
}

/** Calls to one agency that one process makes at a time; of a slow agency, as many as come to their turn in so long. */
const callsAtATime = { most: 20, ofMs: 2_000 };

/**
 * Temporal divides the rate of a queue evenly among its partitions, where calls lie unevenly: one partition must be able
 * to give out all (seen: a queue drained at a quarter of its rate in the end). What is sent when, the gate decides.
 */
const partitions = 4;

/**
 * Share of the polls that ask for tasks of routes that no process has in memory: after the end of one, those are all. With
 * the one poll in five that the SDK gives them, 2,400 such tasks were begun at two a second, on workers that had time.
 */
const ofNobody = 0.5;

/** So long a route waits for the process that has it in memory, which may have been killed; then any other takes it. */
const comesBack = '5s';

/**
 * The workers of one process: one runs workflows and what is written for them, and one for each agency makes its
 * ordinary calls, at the rate that the agency allows all processes together.
 */
export async function createWorkers(options: WorkersOptions): Promise<Worker[]> {
  const agencies = options.agencies.map((agency) => createAgencyWorker(options, agency));
  return Promise.all([createWorkflowWorker(options), ...agencies]);
}

/** As many routes at a time as the SDK takes by default, which is 40: with ten a worker idled while agencies thought. */
function createWorkflowWorker(options: WorkersOptions): Promise<Worker> {
  const { bundle, cachedRoutes } = options;
  return Worker.create({
    ...common(options),
    taskQueue: workflowTaskQueue,
    ...(bundle === undefined
      ? { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
      : { workflowBundle: { codePath: bundle } }),
    ...(cachedRoutes === undefined ? {} : { maxCachedWorkflows: cachedRoutes }),
    nonStickyToStickyPollRatio: ofNobody,
    stickyQueueScheduleToStartTimeout: comesBack,
  });
}

function createAgencyWorker(
  options: WorkersOptions,
  { id, perSecond }: WorkersOptions['agencies'][number],
): Promise<Worker> {
  const { fetching } = options;
  const rate = placesPerSecond(perSecond);
  const most = Math.min(callsAtATime.most, Math.ceil((rate * callsAtATime.ofMs) / 1_000));
  const one = { type: 'fixed-size', numSlots: 2 } as const;
  return Worker.create({
    ...common(options),
    taskQueue: agencyTaskQueue(id),
    maxTaskQueueActivitiesPerSecond: partitions * rate,
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
    tuner: {
      activityTaskSlotSupplier: agencySlots({ agency: id, most, fetching, askEveryMs: 1_000 }),
      workflowTaskSlotSupplier: one,
      localActivityTaskSlotSupplier: one,
      nexusTaskSlotSupplier: one,
    },
  });
}

function common({ connection, namespace, activities }: WorkersOptions) {
  return {
    connection,
    namespace,
    activities,
    identity: `hayot@${hostname()}:${process.pid}`,
    shutdownGraceTime: '20s',
  } satisfies Partial<WorkerOptions>;
}
