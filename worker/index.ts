import type { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createPlatform, platformConfig } from '../activities/platform/index.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { connect } from '../db/client.ts';
import { breakerOf } from '../db/gates.ts';
import { personKeySecret } from '../db/personal/config.ts';
import { temporalConfig } from '../temporal/config.ts';
import { createClient, isTemporalUp } from '../temporal/connection.ts';
import { workerConfig } from './config.ts';
import { createWorkers } from './create-workers.ts';
import { lookAfter } from './look-after.ts';
import { reachDatabase, reachTemporal } from './reach.ts';
import { areRunning, runWorkers } from './run-workers.ts';
import { installRuntime } from './runtime.ts';
import { serveStatus } from './status-server.ts';

const config = workerConfig();
const temporal = temporalConfig();
// Read now, so that a missing key ends the start and not the first call.
personKeySecret();

const log = pino({ name: 'worker', level: config.logLevel });
const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort());

const catalogue = await loadCatalogue(config.catalogue);
const platform = createPlatform(platformConfig(), catalogue);
const db = connect(config.databaseUrl, 20);
const client = createClient(temporal);
let workers: readonly Worker[] = [];
const sdkMetrics = await installRuntime(log);

async function isReady(): Promise<boolean> {
  if (!areRunning(workers) || !(await isTemporalUp(client))) return false;
  return db.pool.query('select 1').then(
    () => true,
    () => false,
  );
}

async function mayPoll(agency: string): Promise<boolean> {
  const { open, nextProbeAt } = await breakerOf(db.orm, agency);
  return !open || (nextProbeAt !== null && nextProbeAt.getTime() <= Date.now());
}

const status = await serveStatus(
  { isReady, sdkMetrics },
  { host: config.host, port: config.metricsPort },
).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : 'unknown';
  log.fatal(
    { reason },
    'the worker cannot show its state: free its port, or set WORKER_METRICS_PORT and HOST',
  );
  process.exit(1);
});
const waiting = { say: (line: string) => log.info(line), signal: ending.signal };

try {
  await reachDatabase(db, waiting);
  const connection = await reachTemporal(temporal, waiting);
  workers = await createWorkers({
    connection,
    namespace: temporal.namespace,
    activities: createActivities({ db, catalogue, platform, log }),
    agencies: Object.values(catalogue.agencies),
    mayPoll,
    bundle: config.bundle,
    cachedRoutes: config.cachedRoutes,
  });
  log.info({ lifeEvents: Object.keys(catalogue.lifeEvents) }, 'the worker runs');
  await Promise.all([
    runWorkers(workers, ending.signal),
    lookAfter({ db, temporal: client, log }, ending.signal),
  ]);
  await connection.close();
} catch (error) {
  if (!ending.signal.aborted) throw error;
} finally {
  status.close().closeAllConnections();
  await platform.close();
  await client.connection.close();
  await db.close();
}
log.info('the worker has ended');
