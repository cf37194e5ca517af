import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { connect } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { sameInstallation } from '../../../scripts/environment/installation.ts';
import { freePort } from '../../../scripts/environment/ports.ts';
import { ensureDatabase } from '../../../scripts/environment/postgres.ts';
import { workflowBundle } from '../../../scripts/environment/workflow-bundle.ts';
import { databaseOf } from '../served-worker.ts';
import type { Stand } from '../subject.ts';
import { startWorker, type WorkerProcess } from '../worker-process.ts';
import { type Issuer, openIssuer } from './issuer.ts';

/** One worker and one API process of ours, as an installation has them. */
export interface Hayot {
  readonly api: WorkerProcess;
  readonly worker: WorkerProcess;
  readonly apiUrl: string;
  readonly issuer: Issuer;
}

/** Search attributes are there already (`bench/temporal/open-temporal.ts`). */
export async function startHayot(stand: Stand): Promise<Hayot> {
  const database = databaseOf('hayot');
  await ensureDatabase(stand.postgres.url('postgres'), database);
  const url = stand.postgres.url(database);
  await prepare(url, stand.temporal.address);
  const issuer = await openIssuer(await freePort());
  const [apiPort, workerPort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const environment = {
    ...(await environmentOf(stand, url, issuer)),
    PORT: String(apiPort),
    WORKER_METRICS_PORT: String(workerPort),
  };
  const start = (name: 'api' | 'worker', port: number) =>
    startWorker({
      ...stand,
      name: `hayot-${name}`,
      entry: join(name, 'index.ts'),
      environment,
      readyUrl: `http://127.0.0.1:${port}/health/ready`,
    });
  const [worker, api] = await Promise.all([start('worker', workerPort), start('api', apiPort)]);
  return { api, worker, apiUrl, issuer };
}

/** By the defaults of each process: nothing is tuned for the bench. */
async function environmentOf(
  { folder, temporal, agency, catalogue }: Stand,
  database: string,
  { url, jwksUrl }: Issuer,
): Promise<NodeJS.ProcessEnv> {
  return {
    HAYOT_MODE: 'development',
    CATALOGUE: catalogue,
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'default',
    WORKFLOW_BUNDLE: await workflowBundle(),
    HISTORY_FOLDER: join(folder, 'histories'),
    JWT_ISSUER: url,
    JWKS_URL: jwksUrl,
    PLATFORM_TOKEN_URL: `${agency}/oauth2/token`,
    PLATFORM_GATEWAY_URL: `${agency}/gateway`,
    LOG_LEVEL: 'warn',
  };
}

/** Tables, and the id that both databases share. */
async function prepare(database: string, address: string): Promise<void> {
  const db = connect(database, { connections: 1 });
  await migrate(db).finally(() => db.close());
  const connection = await Connection.connect({ address });
  await sameInstallation(database, connection, 'default').finally(() => connection.close());
}
