import { eq } from 'drizzle-orm';
import type { CompiledRoute } from '../notation/compiled-route.ts';
import type { Queries } from './client.ts';
import { definitions } from './schema.ts';

/** The compiled route with this hash. Throws where there is none: routes name only definitions that are stored. */
export async function findDefinition(db: Queries, hash: string): Promise<CompiledRoute> {
  const [row] = await db
    .select({ compiled: definitions.compiled })
    .from(definitions)
    .where(eq(definitions.hash, hash));
  if (!row)
    throw new Error(`The definition ${hash} is not stored. Restore the table "definitions" from the backup.`);
  return row.compiled;
}
