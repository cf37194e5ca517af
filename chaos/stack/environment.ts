import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { surroundings } from '../config.ts';

/** Where everything of a run is reached; all on the loopback. */
export interface Places {
  readonly postgres: number;
  readonly temporal: number;
  readonly simulator: number;
  readonly api: readonly [number, number];
  readonly worker: readonly [number, number];
}

export async function freePlaces(): Promise<Places> {
  const [postgres, temporal, simulator] = [await freePort(), await freePort(), await freePort()];
  return {
    ...{ postgres, temporal, simulator },
    api: [await freePort(), await freePort()],
    worker: [await freePort(), await freePort()],
  };
}

export const at = (port: number): string => `http://127.0.0.1:${port}`;

/** What every process is told. Nothing of what a person set for an installation of theirs reaches it. */
export function environmentOf(
  places: Places,
  told: {
    readonly folder: string;
    readonly seed: string;
    readonly database: string;
    readonly bundle: string;
  },
): NodeJS.ProcessEnv {
  const simulator = at(places.simulator);
  return {
    ...surroundings(),
    HAYOT_MODE: 'development',
    CATALOGUE: ['catalogue/uz', 'chaos/catalogue'].map((folder) => join(root, folder)).join(':'),
    DATABASE_URL: told.database,
    TEMPORAL_ADDRESS: `127.0.0.1:${places.temporal}`,
    TEMPORAL_NAMESPACE: 'default',
    WORKFLOW_BUNDLE: told.bundle,
    SIMULATOR_PORT: String(places.simulator),
    SIMULATOR_DATA: join(told.folder, 'simulator'),
    HISTORY_FOLDER: join(told.folder, 'histories'),
    SIMULATOR_SEED: told.seed,
    CALLBACK_URL: at(places.api[0]),
    JWT_ISSUER: simulator,
    JWKS_URL: `${simulator}/jwks.json`,
    PLATFORM_TOKEN_URL: `${simulator}/oauth2/token`,
    PLATFORM_GATEWAY_URL: `${simulator}/gateway`,
    // The agencies of a run are down for seconds.
    AGENCY_PROBE_SECONDS: '3',
    LOG_LEVEL: 'warn',
  };
}
