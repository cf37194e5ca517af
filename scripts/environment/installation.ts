import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';
import { connect, type Database } from '../../db/client.ts';
import { installation, routes } from '../../db/schema.ts';
import { PlainError } from './plain-error.ts';

/** Where the installation's id stands in the data of the Temporal namespace. */
const marker = 'hayot.installation';

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
    const inTemporal = await idInTemporal(temporal, namespace);
    const inDatabase = await idInDatabase(db);
    if (inDatabase !== undefined && inDatabase === inTemporal) return inDatabase;
    const isNew = inTemporal === undefined && (inDatabase === undefined || !(await hasRoutes(db)));
    if (!isNew) throw new PlainError(mismatch(inDatabase, inTemporal));
    const id = inDatabase ?? (await insertId(db));
    await writeToTemporal(temporal, namespace, id);
    return id;
  } finally {
    await db.close();
  }
}

async function idInDatabase({ orm }: Database): Promise<string | undefined> {
  return (await orm.select().from(installation).limit(1))[0]?.id;
}

async function insertId({ orm }: Database): Promise<string> {
  const id = randomUUID();
  await orm.insert(installation).values({ id });
  return id;
}

async function hasRoutes({ orm }: Database): Promise<boolean> {
  return (await orm.select({ id: routes.id }).from(routes).limit(1)).length > 0;
}

async function idInTemporal(temporal: Connection, namespace: string): Promise<string | undefined> {
  const { namespaceInfo } = await temporal.workflowService.describeNamespace({ namespace });
  return namespaceInfo?.data?.[marker];
}

async function writeToTemporal(temporal: Connection, namespace: string, id: string): Promise<void> {
  await temporal.workflowService.updateNamespace({ namespace, updateInfo: { data: { [marker]: id } } });
}

function mismatch(inDatabase: string | undefined, inTemporal: string | undefined): string {
  return (
    `PostgreSQL and Temporal do not belong together (installation ${inDatabase ?? 'none'} and ${inTemporal ?? 'none'}): ` +
    'routes of the one are unknown to the other. Bring back the data that belongs to both, ' +
    'or delete both and begin anew: npm run reset'
  );
}
