import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { freePort } from '../../scripts/environment/ports.ts';
import { startTemporal } from '../../scripts/environment/temporal-server.ts';
import { registerSearchAttributes } from '../../temporal/register-search-attributes.ts';
import type { Stand } from '../subjects/subject.ts';
import { serverBinaries } from './build-server.ts';
import { temporalOnPostgres } from './start-server.ts';

/** The Temporal of a run. */
export interface Temporal {
  readonly pid: number;
  readonly address: string;
  /** For the table. */
  readonly on: 'PostgreSQL' | 'development server';
  stop(): Promise<void>;
}

type Place = Pick<Stand, 'folder' | 'born' | 'postgres'>;

const namespace = 'default';
const retention = msToTs('1 day');

/** On PostgreSQL where its server has been built or can be; else the development server, on SQLite. */
export async function openTemporal(place: Place, say: (line: string) => void): Promise<Temporal> {
  const binaries = await serverBinaries(say);
  if (binaries === undefined) return openDevelopmentServer(place, say);
  const server = await temporalOnPostgres(binaries, place);
  const first = await server.start();
  await prepare(server.address);
  // A server reads namespaces and search attributes when it starts, and then only every minute.
  await first.stop(30_000);
  const running = await server.start();
  return {
    ...{ pid: running.pid, address: server.address, on: 'PostgreSQL' },
    stop: () => running.stop(30_000),
  };
}

async function openDevelopmentServer(
  { folder, born }: Place,
  say: (line: string) => void,
): Promise<Temporal> {
  const running = await startTemporal({
    ...{ database: join(folder, 'temporal.db'), port: await freePort(), uiPort: null },
    ...{ log: join(folder, 'temporal.log'), born, say },
  });
  await prepare(running.address);
  return { ...running, on: 'development server', stop: () => running.stop() };
}

const patienceMs = 60_000;

/** Namespace and search attributes. A namespace that has just been made is not known at once everywhere. */
async function prepare(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await ensureNamespace(connection);
    for (const until = Date.now() + patienceMs; ;) {
      try {
        await registerSearchAttributes(connection, namespace);
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(500);
      }
    }
  } finally {
    await connection.close();
  }
}

async function ensureNamespace({ workflowService }: Connection): Promise<void> {
  await workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention })
    .catch((error: unknown) => {
      // The development server brings it along, and a run that is resumed has made it.
      if (!(error instanceof Error && /already exists/i.test(error.message))) throw error;
    });
}
