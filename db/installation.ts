import type { Database } from './client.ts';
import { installation } from './own-schema.ts';

/** The id that this database carries; undefined before an installation is given one. */
export async function installationInDatabase({ orm }: Pick<Database, 'orm'>): Promise<string | undefined> {
  return (await orm.select().from(installation).limit(1))[0]?.id;
}
