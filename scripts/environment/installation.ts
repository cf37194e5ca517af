import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';
import { connect, type Database } from '../../db/client.ts';
import { installationInDatabase } from '../../db/installation.ts';
import { installation } from '../../db/own-schema.ts';
import { routes } from '../../db/schema.ts';
import { installationInTemporal, markTemporal, NotTogether } from '../../temporal/installation.ts';
import { PlainError } from './plain-error.ts';

/**
 * PostgreSQL and Temporal of one installation carry the same id: what one holds and the other lost cannot be run or
 * shown. Gives the id to a new installation; throws a plain sentence when the two do not belong together.
 */
export async function sameInstallation(
  databaseUrl: string,
  temporal: Connection,
  namespace: string,
): Promise<string> {
  const db = connect(databaseUrl, { connections: 1 });
  try {
    const inTemporal = await installationInTemporal(temporal, namespace);
    const inDatabase = await installationInDatabase(db);
    if (inDatabase !== undefined && inDatabase === inTemporal) return inDatabase;
    const isNew = inTemporal === undefined && (inDatabase === undefined || !(await hasRoutes(db)));
    if (!isNew) throw new PlainError(new NotTogether(inDatabase, inTemporal).message);
    const id = inDatabase ?? (await insertId(db));
    await markTemporal(temporal, namespace, id);
    return id;
  } finally {
    await db.close();
  }
}

async function insertId({ orm }: Database): Promise<string> {
  const id = randomUUID();
  await orm.insert(installation).values({ id });
  return id;
}

async function hasRoutes({ orm }: Database): Promise<boolean> {
  return (await orm.select({ id: routes.id }).from(routes).limit(1)).length > 0;
}
