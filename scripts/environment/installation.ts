import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';
import pg from 'pg';
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
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const inTemporal = await idInTemporal(temporal, namespace);
    const inDatabase = await idInDatabase(database);
    if (inDatabase !== undefined && inDatabase === inTemporal) return inDatabase;
    const isNew = inTemporal === undefined && (inDatabase === undefined || !(await hasRoutes(database)));
    if (!isNew) throw new PlainError(mismatch(inDatabase, inTemporal));
    const id = inDatabase ?? (await insertId(database));
    await writeToTemporal(temporal, namespace, id);
    return id;
  } finally {
    await database.end();
  }
}

async function idInDatabase(database: pg.Client): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>('select id from installation limit 1');
  return rows[0]?.id;
}

async function insertId(database: pg.Client): Promise<string> {
  const id = randomUUID();
  await database.query('insert into installation (id) values ($1)', [id]);
  return id;
}

async function hasRoutes(database: pg.Client): Promise<boolean> {
  const { rowCount } = await database.query('select from routes limit 1');
  return rowCount !== 0;
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
