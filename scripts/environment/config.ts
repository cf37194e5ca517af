import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './folders.ts';
import { PlainError } from './plain-error.ts';

/** Where everything of a development installation is reached, and what each part is told. */
export interface Settings {
  /** Addresses that win over servers of our own. */
  readonly given: { readonly database: string | undefined; readonly temporal: string | undefined };
  readonly namespace: string;
  /** Folders, later ones add to earlier ones. */
  readonly catalogue: readonly string[];
  /** For how long Temporal keeps closed routes. */
  readonly retentionHours: number;
  readonly port: {
    readonly api: number;
    readonly simulator: number;
    readonly postgres: number;
    readonly temporal: number;
    readonly temporalUi: number;
    readonly workerMetrics: number;
  };
  readonly url: { readonly api: string; readonly simulator: string; readonly temporalUi: string };
}

/** Reads `.env` (what is set already wins) and the environment. Errors name the variable, never its value. */
export function readSettings(): Settings {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const port = {
    api: portOf('PORT', 3000),
    simulator: portOf('SIMULATOR_PORT', 4100),
    postgres: portOf('POSTGRES_PORT', 5433),
    temporal: portOf('TEMPORAL_PORT', 7233),
    temporalUi: portOf('TEMPORAL_UI_PORT', 8233),
    workerMetrics: portOf('WORKER_METRICS_PORT', 9464),
  };
  return {
    given: { database: process.env['DATABASE_URL'], temporal: process.env['TEMPORAL_ADDRESS'] },
    namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
    catalogue: (process.env['CATALOGUE'] ?? 'catalogue/uz').split(':').filter((folder) => folder !== ''),
    retentionHours: hoursOf('TEMPORAL_RETENTION', '720h'),
    port,
    url: {
      api: `http://127.0.0.1:${port.api}`,
      simulator: `http://127.0.0.1:${port.simulator}`,
      temporalUi: process.env['TEMPORAL_UI_URL'] ?? `http://127.0.0.1:${port.temporalUi}`,
    },
  };
}

function portOf(name: string, otherwise: number): number {
  const written = process.env[name];
  const port = written === undefined ? otherwise : Number(written);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(
    `${name} must be a port number from 1 to 65535. Correct it (also in .env) or leave it out.`,
  );
}

function hoursOf(name: string, otherwise: string): number {
  const written = process.env[name] ?? otherwise;
  const hours = Number(/^(\d+)h$/.exec(written)?.[1]);
  if (hours >= 24) return hours;
  throw new PlainError(`${name} must be hours, at least 24h. Correct it (also in .env) or leave it out.`);
}
