import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { root } from '../../scripts/environment/folders.ts';
import { sameInstallation } from '../../scripts/environment/installation.ts';
import { ensureDatabase, startPostgres } from '../../scripts/environment/postgres.ts';
import { launch, type Running } from '../../scripts/environment/processes.ts';
import { startTemporal } from '../../scripts/environment/temporal-server.ts';
import { workflowBundle } from '../../scripts/environment/workflow-bundle.ts';
import { registerSearchAttributes } from '../../temporal/register-search-attributes.ts';
import { at, environmentOf, freePlaces, type Places } from './environment.ts';
import { openWires, type Wires } from './wires.ts';
import { Member, type MemberOptions, type Start, type Target, targets } from './member.ts';

/** A whole Hayot of a run's own. */
export interface Stack {
  readonly apis: readonly string[];
  readonly simulator: string;
  readonly databaseUrl: string;
  readonly temporal: string;
  readonly bundle: string;
  readonly members: ReadonlyMap<Target, Member>;
  /** Those between our processes and what they call. */
  readonly wire: Wires['wire'];
  /** Processes that ended though nobody ended them, with how. */
  readonly lost: readonly string[];
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly folder: string;
  readonly seed: string;
  readonly born: (process: Running) => void;
  readonly say: (line: string) => void;
}

const namespace = 'default';

/** Starts databases, simulator, two workers and two API processes; what an earlier start left in the folder is taken up. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder, seed, born, say } = options;
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const places = await freePlaces();
  const database = `postgres://hayot:hayot@127.0.0.1:${places.postgres}/hayot`;
  const bundle = await workflowBundle();
  const environment = environmentOf(places, { folder, seed, database, bundle });
  const wires = await openWires(environment);
  const lost: string[] = [];
  const onLost = (name: string, how: string) => {
    lost.push(`${name} ${how}`);
    say(`${name} ${how}, though nobody ended it. It is started again; its words: ${folder}/${name}.log`);
  };
  const parts: Parts = { places, folder, environment, wires, say };
  const make = (name: string, [start, isReady]: readonly [Start, MemberOptions['isReady']]) =>
    new Member({ name, start, isReady, born, onLost });
  const members = new Map(targets.map((target) => [target, make(target, startOf(target, parts))]));
  const simulator = make('simulator', service({ entry: 'simulator', name: 'simulator', ...parts }));
  const stop = async () => {
    await Promise.all([...members].filter(([name]) => !isServer(name)).map(([, member]) => member.down()));
    await Promise.all([simulator, ...members.values()].map((member) => member.down()));
    wires.close();
  };
  try {
    await Promise.all([members.get('postgres')?.up(), members.get('temporal')?.up(), simulator.up()]);
    await prepare(places, database);
    await Promise.all([...members].filter(([name]) => !isServer(name)).map(([, member]) => member.up()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    apis: places.api.map(at),
    simulator: at(places.simulator),
    databaseUrl: database,
    temporal: `127.0.0.1:${places.temporal}`,
    ...{ bundle, members, wire: wires.wire, lost, stop },
  };
}

export const isServer = (target: Target): boolean => target === 'postgres' || target === 'temporal';

interface Parts {
  readonly places: Places;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly wires: Wires;
  readonly say: (line: string) => void;
}

const always = () => Promise.resolve(true);

function startOf(target: Target, parts: Parts): readonly [Start, MemberOptions['isReady']] {
  const { places, folder, say } = parts;
  const log = join(folder, `${target}.log`);
  // Both are ready when they are started.
  if (target === 'postgres')
    return [
      (born) => startPostgres({ data: join(folder, 'postgres'), port: places.postgres, log, born }),
      always,
    ];
  if (target === 'temporal') {
    const database = join(folder, 'temporal.db');
    return [
      (born) => startTemporal({ database, port: places.temporal, uiPort: null, log, born, say }),
      always,
    ];
  }
  const entry = target.startsWith('api') ? 'api' : 'worker';
  return service({ entry, name: target, ...parts });
}

function service(
  of: Parts & { readonly entry: 'api' | 'worker' | 'simulator'; readonly name: string },
): readonly [Start, MemberOptions['isReady']] {
  const { entry, name, places, folder, environment, wires } = of;
  const which = name.endsWith('2') ? 1 : 0;
  const port = { api: places.api[which], worker: places.worker[which], simulator: places.simulator }[entry];
  const own = { PORT: String(places.api[which]), WORKER_METRICS_PORT: String(places.worker[which]) };
  const readyUrl = `${at(port)}${entry === 'simulator' ? '/jwks.json' : '/health/ready'}`;
  const start: Start = (born) =>
    launch({
      name,
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', join(root, entry, 'index.ts')],
      environment: { ...environment, ...wires.told[entry], ...own },
      log: join(folder, `${name}.log`),
      born,
    });
  return [start, () => answersWell(readyUrl)];
}

async function answersWell(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

/** Tables, search attributes, and the id that both databases share. */
async function prepare(places: Places, database: string): Promise<void> {
  await ensureDatabase(database.replace(/\/hayot$/, '/postgres'), 'hayot');
  const db = connect(database, { connections: 1 });
  await migrate(db).finally(() => db.close());
  const connection = await Connection.connect({ address: `127.0.0.1:${places.temporal}` });
  try {
    await registerSearchAttributes(connection, namespace);
    await sameInstallation(database, connection, namespace);
  } finally {
    await connection.close();
  }
}
