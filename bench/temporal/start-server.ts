import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { surroundings } from '../../chaos/config.ts';
import { runCommand } from '../../scripts/environment/commands.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { isPortFree } from '../../scripts/environment/ports.ts';
import { launch, type Running } from '../../scripts/environment/processes.ts';
import { waitUntilReady } from '../../scripts/environment/temporal-server.ts';
import type { Stand } from '../subjects/subject.ts';
import type { Binaries } from './build-server.ts';

type Place = Pick<Stand, 'folder' | 'born' | 'postgres'>;

/** A server that can be started again on the same ports. */
export interface Server {
  readonly address: string;
  start(): Promise<Running>;
}

const databases = { temporal: 'temporal', temporal_visibility: 'visibility' } as const;
const shards = 4;

/** Prepares Temporal's tables on the stand's PostgreSQL, and how its server is started. */
export async function temporalOnPostgres(binaries: Binaries, place: Place): Promise<Server> {
  const { folder, born } = place;
  const at = new URL(place.postgres.url('postgres'));
  for (const [name, schema] of Object.entries(databases))
    await makeTables(binaries.sql, at, { name, schema });
  const dynamicConfig = join(folder, 'temporal-dynamic.yaml');
  await writeFile(dynamicConfig, dynamic);
  const [port, ports] = await freePorts();
  const environment = {
    ...surroundings(),
    ...environmentOf(at),
    ...ports,
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
  };
  const address = `127.0.0.1:${port}`;
  return {
    address,
    start: async () => {
      const server = await launch({
        ...{ name: 'temporal', command: binaries.server, args: ['--allow-no-auth', 'start'] },
        ...{ environment, log: join(folder, 'temporal.log'), born },
      });
      await waitUntilReady(server, address);
      return server;
    },
  };
}

/** Tables are brought up to date each time; where they are so, nothing happens. */
async function makeTables(
  tool: string,
  at: URL,
  { name, schema }: { name: string; schema: string },
): Promise<void> {
  const { hostname, port, username, password } = at;
  const common = ['--plugin', 'postgres12', '--ep', hostname, '-p', port, '-u', username, '--pw', password];
  const sql = async (...words: string[]) => {
    const { succeeded, printed } = await runCommand(tool, [...common, '--db', name, ...words]);
    if (!succeeded)
      throw new PlainError(`Temporal's tables could not be made (${words[0] ?? ''}):\n${printed}`);
  };
  if (!(await isThere(at, name))) {
    await sql('create-database');
    await sql('setup-schema', '-v', '0.0');
  }
  await sql('update-schema', '--schema-name', `postgresql/v12/${schema}`);
}

async function isThere(at: URL, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: at.href });
  await client.connect();
  try {
    return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  } finally {
    await client.end();
  }
}

/** The limits of the development server, and what it is told beside (scripts/environment/temporal-server.ts). */
const dynamic = `
frontend.persistenceMaxQPS:
  - value: 10000
history.persistenceMaxQPS:
  - value: 45000
history.hostLevelCacheMaxSize:
  - value: 8096
frontend.namespaceRPS.visibility:
  - value: 100
history.enableChasm:
  - value: true
system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute:
  - value: 2
history.timerProcessorMaxTimeShift:
  - value: 10ms
`;

function environmentOf({ hostname, port, username, password }: URL): NodeJS.ProcessEnv {
  return {
    DB: 'postgres12_pgx',
    DBNAME: 'temporal',
    VISIBILITY_DBNAME: 'temporal_visibility',
    NUM_HISTORY_SHARDS: String(shards),
    POSTGRES_SEEDS: hostname,
    DB_PORT: port,
    POSTGRES_USER: username,
    POSTGRES_PWD: password,
    ...{
      SQL_MAX_CONNS: '20',
      SQL_MAX_IDLE_CONNS: '20',
      SQL_VIS_MAX_CONNS: '10',
      SQL_VIS_MAX_IDLE_CONNS: '10',
    },
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
}

const services = ['FRONTEND', 'MATCHING', 'HISTORY', 'WORKER'] as const;

/** Its tables keep ports in two bytes with a sign; those that the system gives out are beyond that. */
const lastPort = 32_767;
const firstPort = 15_000;

/** Of the frontend, and all as the server is told them. */
async function freePorts(): Promise<readonly [frontend: string, ports: NodeJS.ProcessEnv]> {
  const names = services.flatMap((service) => [`${service}_GRPC_PORT`, `${service}_MEMBERSHIP_PORT`]);
  const ports: Record<string, string> = {};
  let next = firstPort;
  for (const name of [...names, 'FRONTEND_HTTP_PORT', 'PPROF_PORT']) {
    while (!(await isPortFree(next)))
      if (++next > lastPort) throw new PlainError(`No port is free from ${firstPort} to ${lastPort}.`);
    ports[name] = String(next++);
  }
  return [ports['FRONTEND_GRPC_PORT'] ?? '', ports];
}
