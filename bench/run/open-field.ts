import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { freePort } from '../../scripts/environment/ports.ts';
import type { Running as Process } from '../../scripts/environment/processes.ts';
import { startPostgres } from '../../scripts/environment/postgres.ts';
import { type Agency, startAgency } from '../agency/start-agency.ts';
import { subjects } from '../subjects/index.ts';
import type { Stand } from '../subjects/subject.ts';
import { openTemporal, type Temporal } from '../temporal/open-temporal.ts';
import type { Field, Ready } from './field.ts';
import type { BenchSettings } from './settings.ts';
import { writeCatalogue } from './write-catalogue.ts';

export interface OpenField extends Field {
  readonly temporalOn: Temporal['on'];
  /** Ends everything, last started first. */
  close(): Promise<void>;
}

export interface Surroundings extends Pick<Stand, 'born'> {
  readonly say: (line: string) => void;
}

/** All subjects together have more connections than a server allows by itself. */
const connections = 400;

/** Starts PostgreSQL, Temporal, the agency and all subjects. One that cannot be opened is left out, with a line. */
export async function openField(settings: BenchSettings, { born, say }: Surroundings): Promise<OpenField> {
  const closers: Closers = [];
  const processes: Process[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer().catch(() => undefined);
    // A subject that could not be opened may have left something running.
    await Promise.all(processes.filter((one) => one.isAlive()).map((one) => one.stop()));
  };
  const around: Surroundings = {
    say,
    born: (process) => {
      processes.push(process);
      born(process);
    },
  };
  try {
    const { stand, agency, temporalOn } = await openStand(settings, around, closers);
    const database = new pg.Client({ connectionString: stand.postgres.url('postgres') });
    await database.connect();
    closers.push(() => database.end());
    const connection = await Connection.connect({ address: stand.temporal.address });
    closers.push(() => connection.close());
    const ready = await openSubjects(settings, stand, { closers, say });
    return { ready, agency, database, temporal: new Client({ connection }), stand, temporalOn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function openStand({ folder, profile }: BenchSettings, { born, say }: Surroundings, closers: Closers) {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const server = await startPostgres({
    ...{ data: join(folder, 'postgres'), log: join(folder, 'postgres.log'), port: await freePort() },
    ...{ born, connections },
  });
  closers.push(() => server.stop());
  const postgres = { pid: server.pid, url: (database: string) => server.url(database) };
  const temporal = await openTemporal({ folder, born, postgres }, say);
  closers.push(() => temporal.stop());
  const catalogue = await writeCatalogue(folder);
  const agency: Agency = await startAgency({ folder, born, catalogue });
  closers.push(() => agency.close());
  const profiles = profile ? join(folder, 'profiles') : undefined;
  const stand: Stand = { folder, born, postgres, temporal, catalogue, agency: agency.url, profiles };
  return { stand, agency, temporalOn: temporal.on };
}

/** One after the other: they would only wait for each other's start. */
async function openSubjects(
  settings: BenchSettings,
  stand: Stand,
  { closers, say }: { readonly closers: Closers; readonly say: (line: string) => void },
): Promise<Ready[]> {
  const ready: Ready[] = [];
  const start = Date.now().toString(36);
  for (const subject of subjects.filter(({ id }) => settings.subjects.includes(id))) {
    try {
      const running = await subject.open(stand);
      closers.push(() => running.close());
      let number = 0;
      ready.push({ ...subject, running, nextKey: () => `${subject.id}:${start}-${(number += 1)}` });
    } catch (error) {
      say(`${subject.title} is left out. ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return ready;
}
