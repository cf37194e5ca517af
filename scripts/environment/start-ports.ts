import type { Settings } from './config.ts';
import { demandFreePort, demandOpenablePort } from './ports.ts';

/** Throws one plain sentence when a port that we need is taken, or is none for pages. */
export async function demandPorts({ port, given }: Settings): Promise<void> {
  if (given.database === undefined) await demandFreePort('PostgreSQL', port.postgres, 'POSTGRES_PORT');
  if (given.temporal === undefined) {
    await demandFreePort('Temporal', port.temporal, 'TEMPORAL_PORT');
    await demandPagePort("Temporal's web page", port.temporalUi, 'TEMPORAL_UI_PORT');
  }
  await demandPagePort('The simulator', port.simulator, 'SIMULATOR_PORT');
  await demandPagePort("The worker's metrics page", port.workerMetrics, 'WORKER_METRICS_PORT');
  await demandPagePort('The API', port.api, 'PORT');
}

async function demandPagePort(what: string, port: number, variable: string): Promise<void> {
  await demandFreePort(what, port, variable);
  await demandOpenablePort(what, port, variable);
}
