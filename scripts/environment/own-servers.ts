import { join } from 'node:path';
import pg from 'pg';
import type { Settings } from './config.ts';
import { dataFolder } from './folders.ts';
import { PlainError } from './plain-error.ts';
import { ensureDatabase, startPostgres } from './postgres.ts';
import type { Supervisor } from './supervisor.ts';
import type { Say } from './temporal-binary.ts';
import { startTemporal, temporalAnswers } from './temporal-server.ts';

const databaseName = 'hayot';
const logFile = (name: string) => join(dataFolder, 'logs', `${name}.log`);

/** The PostgreSQL that DATABASE_URL names, or one of our own. Resolves to the address of our database. */
export async function openPostgres({ given, port }: Settings, supervisor: Supervisor): Promise<string> {
  if (given.database !== undefined) return reachable(given.database);
  const data = join(dataFolder, 'postgres');
  const server = await supervisor.keep((born) =>
    startPostgres({ data, port: port.postgres, log: logFile('postgres'), born }),
  );
  await ensureDatabase(server.url('postgres'), databaseName);
  return server.url(databaseName);
}

/** The Temporal that TEMPORAL_ADDRESS names, or a development server of our own. Resolves to host:port. */
export async function openTemporal(settings: Settings, supervisor: Supervisor, say: Say): Promise<string> {
  const { given, port } = settings;
  if (given.temporal === undefined) {
    const files = { database: join(dataFolder, 'temporal.db'), log: logFile('temporal') };
    const ports = { port: port.temporal, uiPort: port.temporalUi };
    return (await supervisor.keep((born) => startTemporal({ ...files, ...ports, say, born }))).address;
  }
  if (await temporalAnswers(given.temporal, 5_000)) return given.temporal;
  throw new PlainError(
    'No Temporal answers where TEMPORAL_ADDRESS says. ' +
      'Start it, correct TEMPORAL_ADDRESS, or leave it out to get one of our own.',
  );
}

async function reachable(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return url;
  } catch {
    throw new PlainError(
      'No PostgreSQL answers where DATABASE_URL says. ' +
        'Start it, correct DATABASE_URL, or leave it out to get one of our own.',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
