import { NativeConnection } from '@temporalio/worker';
import { isDatabaseAway } from '../db/away.ts';
import type { Database } from '../db/client.ts';
import { installationInDatabase } from '../db/installation.ts';
import { isTemporalAway } from '../temporal/away.ts';
import type { TemporalConfig } from '../temporal/config.ts';
import { refuseStrangers } from '../temporal/installation.ts';
import { registerSearchAttributes } from '../temporal/register-search-attributes.ts';
import { type Waiting, waitUntil } from './wait-until.ts';

/** Waits for PostgreSQL, and until its tables are there. */
export async function reachDatabase(db: Database, waiting: Waiting): Promise<void> {
  await waitUntil('PostgreSQL', () => db.pool.query('select 1 from installation'), {
    ...waiting,
    isAway: () => true,
  });
}

/** A worker's connection to Temporal, once it answers and its namespace has our search attributes. */
export async function reachTemporal(config: TemporalConfig, waiting: Waiting): Promise<NativeConnection> {
  const name = `Temporal at ${config.address}`;
  const connection = await waitUntil(name, () => NativeConnection.connect({ address: config.address }), {
    ...waiting,
    isAway: (error) => error instanceof Error && error.name === 'TransportError',
  });
  await waitUntil(
    `Namespace ${config.namespace} of Temporal`,
    () => registerSearchAttributes(connection, config.namespace),
    {
      ...waiting,
      isAway: isTemporalAway,
    },
  );
  return connection;
}

/** Throws a sentence with the remedy where PostgreSQL and Temporal do not belong to one installation. */
export async function checkInstallation(
  db: Database,
  { temporal, namespace }: { readonly temporal: NativeConnection; readonly namespace: string },
  waiting: Waiting,
): Promise<void> {
  const check = async () => refuseStrangers(await installationInDatabase(db), temporal, namespace);
  await waitUntil('The installation', check, {
    ...waiting,
    isAway: (error) => isTemporalAway(error) || isDatabaseAway(error),
  });
}
