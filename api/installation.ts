import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Database } from '../db/client.ts';
import { installationInDatabase } from '../db/installation.ts';
import { NotTogether, refuseStrangers } from '../temporal/installation.ts';

/**
 * Whether PostgreSQL and Temporal belong to one installation; `unknown` while either is away, for the API takes starts
 * without Temporal. Throws `NotTogether`.
 */
export async function checkInstallation(db: Database, temporal: Client): Promise<'together' | 'unknown'> {
  const { connection, options } = temporal;
  try {
    const inDatabase = await installationInDatabase(db);
    await connection.withDeadline(Date.now() + 2_000, () =>
      refuseStrangers(inDatabase, connection, options.namespace),
    );
    return 'together';
  } catch (error) {
    if (error instanceof NotTogether) throw error;
    return 'unknown';
  }
}

/** Asks every five seconds until it is known, or `signal` says that the process ends. Throws `NotTogether`. */
export async function awaitInstallation(db: Database, temporal: Client, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await checkInstallation(db, temporal)) === 'unknown')
    await sleep(5_000, undefined, { signal }).catch(() => undefined);
}
