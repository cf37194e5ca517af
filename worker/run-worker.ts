import type { Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createPlatform, platformConfig } from '../activities/platform/index.ts';
import { CatalogueFault } from '../catalogue/fault.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { fitOf } from '../db/catalogue-gaps.ts';
import { connect, type Database } from '../db/client.ts';
import { poolSettings } from '../db/config.ts';
import { breakerSettings, fetchingOf } from '../db/gates.ts';
import { isDatabaseUp } from '../db/is-up.ts';
import { personKeySecret } from '../db/personal/config.ts';
import { readVitalSigns } from '../db/vital-signs.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import { temporalConfig } from '../temporal/config.ts';
import { createClient, isTemporalUp } from '../temporal/connection.ts';
import { leanWorkflows } from '../temporal/lean-workflows.ts';
import type { WorkerConfig } from './config.ts';
import { createWorkers } from './create-workers.ts';
import { dutiesOf, lookAfter } from './look-after.ts';
import { checkInstallation, reachDatabase, reachTemporal } from './reach.ts';
import { areRunning, runWorkers } from './run-workers.ts';
import { installRuntime } from './runtime.ts';
import { serveStatus } from './status-server.ts';
import { createVitalMetrics } from './vital-metrics.ts';
import type { Waiting } from './wait-until.ts';
import { openWebhooks } from './webhooks.ts';
import { createWorkMetrics } from './work-metrics.ts';

/**
 * Hosts workflows and activities until `signal` says to end, and then ends what it has begun. Throws a `CatalogueFault`
 * where the catalogue is faulty, or lacks what open routes need.
 */
export async function runWorker(config: WorkerConfig, log: Logger, signal: AbortSignal): Promise<void> {
  if (!config.workflowTraces) leanWorkflows();
  const temporal = temporalConfig();
  // Read now, so that a missing key ends the start and not the first call.
  personKeySecret();
  const catalogue = await loadCatalogue(config.catalogue);
  const work = createWorkMetrics();
  const platform = work.counting(createPlatform(platformConfig(), catalogue));
  const db = connect(config.databaseUrl, poolSettings('worker'));
  const webhooks = openWebhooks({ db, log, observe: work.delivered });
  const client = createClient(temporal);
  const duties = dutiesOf({ db, temporal: client, log, catalogue }, config);
  let workers: readonly Worker[] = [];
  const isReady = async () => areRunning(workers) && (await isTemporalUp(client)) && (await isDatabaseUp(db));
  const ownMetrics = allOf(work.text, vitalMetrics(db));
  const shown = { isReady, sdkMetrics: await installRuntime(log), ownMetrics };
  const status = await serveStatus(shown, { host: config.host, port: config.metricsPort });
  try {
    const waiting = { say: (line: string) => log.info(line), signal };
    const begun = await begin({ config, temporal, db, catalogue, platform, log }, waiting);
    workers = begun.workers;
    log.info({ lifeEvents: Object.keys(catalogue.lifeEvents) }, 'the worker runs');
    await Promise.all([
      runWorkers(workers, signal),
      lookAfter([...duties, ...webhooks.duties], { log, came: work.came }, signal),
    ]);
    await begun.connection.close();
  } finally {
    status.close().closeAllConnections();
    await webhooks.close();
    await Promise.all([platform.close(), client.connection.close(), db.close()]);
  }
}

interface Parts {
  readonly config: WorkerConfig;
  readonly temporal: ReturnType<typeof temporalConfig>;
  readonly db: Database;
  readonly catalogue: Catalogue;
  readonly platform: ReturnType<typeof createPlatform>;
  readonly log: Logger;
}

/** Waits until PostgreSQL and Temporal are there and belong together, then makes the workers; they poll nothing yet. */
async function begin({ config, temporal, db, catalogue, platform, log }: Parts, waiting: Waiting) {
  await reachDatabase(db, waiting);
  await demandFit(db, catalogue);
  const connection = await reachTemporal(temporal, waiting);
  const { namespace } = temporal;
  await checkInstallation(db, { temporal: connection, namespace }, waiting);
  const workers = await createWorkers({
    connection,
    namespace,
    activities: createActivities({
      ...{ db, catalogue, platform, log },
      breaker: { ...breakerSettings, probeEveryMs: config.probeEveryMs },
      onItsWayMs: config.onItsWayMs,
    }),
    agencies: Object.values(catalogue.agencies),
    fetching: (agency) => fetchingOf(db.orm, agency),
    bundle: config.bundle,
    cachedRoutes: config.cachedRoutes,
  });
  return { connection, workers };
}

function vitalMetrics({ orm }: Database) {
  return createVitalMetrics(() => readVitalSigns(orm));
}

function allOf(...pages: readonly (() => Promise<string>)[]) {
  return async () => (await Promise.all(pages.map((page) => page()))).join('\n');
}

async function demandFit(db: Database, catalogue: Catalogue): Promise<void> {
  const { refusal } = await fitOf(db.orm, catalogue);
  if (refusal !== null) throw new CatalogueFault(refusal);
}
