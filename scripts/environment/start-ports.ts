import type { Settings } from './config.ts';
import { demandFreePort } from './ports.ts';

/** Throws one plain sentence when a port that we need is taken. */
export async function demandPorts({ port, given }: Settings): Promise<void> {
  if (given.database === undefined) await demandFreePort('PostgreSQL', port.postgres, 'POSTGRES_PORT');
  if (given.temporal === undefined) {
    await demandFreePort('Temporal', port.temporal, 'TEMPORAL_PORT');
    await demandFreePort("Temporal's web page", port.temporalUi, 'TEMPORAL_UI_PORT');
  }
  await demandFreePort('The simulator', port.simulator, 'SIMULATOR_PORT');
  await demandFreePort("The worker's metrics page", port.workerMetrics, 'WORKER_METRICS_PORT');
  await demandFreePort('The API', port.api, 'PORT');
}
