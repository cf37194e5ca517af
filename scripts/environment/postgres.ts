import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openFolder } from './folders.ts';
import { PlainError } from './plain-error.ts';
import { postgresHome, type PostgresHome } from './postgres-home.ts';
import { lastLines, launch, type Running } from './processes.ts';

export interface PostgresOptions {
  /** Wanted data folder. */
  readonly data: string;
  readonly port: number;
  readonly log: string;
  /** Told of the process the moment it runs. */
  readonly born?: (process: Running) => void;
  /** Data that may be lost at a power cut: faster. For tests. */
  readonly volatile?: boolean;
  /** Most connections at a time; 200 where left out. */
  readonly connections?: number;
}

export interface Postgres extends Running {
  /** Where its data is in the end. */
  readonly data: string;
  /** Address of a database on this server. */
  url(database: string): string;
}

/** A development server's owner; the server listens on the loopback only. */
const owner = 'hayot';

/** Starts a PostgreSQL of our own, and makes its data folder when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const home = await postgresHome(options.data);
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home, options.volatile === true);
  const process_ = await launch({
    name: 'PostgreSQL',
    command: join(home.binaries, 'bin/postgres'),
    args: serverArguments(home, options),
    environment: quietEnvironment(),
    log: options.log,
    user: home.user,
    stopSignal: 'SIGINT',
    born: options.born,
  });
  const url = (database: string) => `postgres://${owner}:${owner}@127.0.0.1:${options.port}/${database}`;
  await waitUntilReady(process_, url('postgres'));
  return { ...process_, url, data: home.data };
}

/** Makes the database unless it is there. `server` is the address of any database of the same server. */
export async function ensureDatabase(server: string, name: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

async function initialise(home: PostgresHome, volatile: boolean): Promise<void> {
  const folder = await mkdtemp(join(openFolder, 'hayot-initdb-'));
  const passwordFile = join(folder, 'password');
  try {
    await writeFile(passwordFile, `${owner}\n`, { mode: 0o600 });
    if (home.user !== undefined) {
      await chown(folder, home.user.uid, home.user.gid);
      await chown(passwordFile, home.user.uid, home.user.gid);
    }
    const sync = volatile ? ['--no-sync'] : [];
    const made = spawnSync(
      join(home.binaries, 'bin/initdb'),
      [...initArguments(home, passwordFile), ...sync],
      {
        ...home.user,
        cwd: '/',
        env: quietEnvironment(),
        encoding: 'utf8',
      },
    );
    if (made.status !== 0) throw new PlainError(initFailed(home, made.stderr || String(made.error)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function initArguments(home: PostgresHome, passwordFile: string): string[] {
  return [
    ...['-D', home.data, '--username', owner, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
  ];
}

function serverArguments(
  home: PostgresHome,
  { port, volatile, connections = 200 }: PostgresOptions,
): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${connections}`,
    'timezone=UTC',
  ];
  if (volatile === true) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-D', home.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** A person's own PG* variables and language must not reach this server. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const foreign = Object.keys(process.env).filter((name) => /^(PG|LC_|LANG)/.test(name));
  return { ...process.env, ...Object.fromEntries(foreign.map((name) => [name, undefined])), LC_ALL: 'C' };
}

async function waitUntilReady(server: Running, url: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (server.isAlive() && Date.now() < until) {
    // Somebody else may answer on that port, and ours have ended for it.
    if ((await answers(url)) && server.isAlive()) return;
    await sleep(50);
  }
  const printed = await lastLines(server.log);
  await server.stop();
  throw new PlainError(`PostgreSQL did not start. Its last words (${server.log}):\n${printed}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function initFailed(home: PostgresHome, said: string): string {
  return (
    `PostgreSQL could not make its data folder ${home.data}:\n${said.trim()}\n` +
    'Mend what it names, or say where another PostgreSQL is: DATABASE_URL=postgres://… npm start'
  );
}
