import { join } from 'node:path';
import type { Settings } from './config.ts';
import { dataFolder } from './folders.ts';

/** What the servers of this installation turned out to be. */
export interface Found {
  readonly database: string;
  readonly temporal: string;
  readonly bundle: string;
}

/** The environment of worker, API and simulator on a development machine; what a person set wins. */
export function serviceEnvironment({ port, url, namespace }: Settings, found: Found): NodeJS.ProcessEnv {
  return {
    HAYOT_MODE: 'development',
    JWT_ISSUER: url.simulator,
    JWKS_URL: `${url.simulator}/jwks.json`,
    PLATFORM_TOKEN_URL: `${url.simulator}/oauth2/token`,
    PLATFORM_GATEWAY_URL: `${url.simulator}/gateway`,
    CALLBACK_URL: url.api,
    SIMULATOR_DATA: join(dataFolder, 'simulator'),
    HISTORY_FOLDER: join(dataFolder, 'histories'),
    TEMPORAL_UI_URL: url.temporalUi,
    WEBHOOK_LOOPBACK: 'allowed',
    ...process.env,
    PORT: String(port.api),
    SIMULATOR_PORT: String(port.simulator),
    WORKER_METRICS_PORT: String(port.workerMetrics),
    DATABASE_URL: found.database,
    TEMPORAL_ADDRESS: found.temporal,
    TEMPORAL_NAMESPACE: namespace,
    WORKFLOW_BUNDLE: found.bundle,
  };
}
