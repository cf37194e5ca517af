import { and, eq } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { parties } from './schema.ts';

/** `personKey` of who has this part in the route; undefined where nobody has. */
export async function findParty(
  db: Queries,
  of: { readonly route: string; readonly party: string; readonly instance: number },
): Promise<string | undefined> {
  const [row] = await db
    .select({ personKey: parties.personKey })
    .from(parties)
    .where(and(eq(parties.route, of.route), eq(parties.party, of.party), eq(parties.instance, of.instance)));
  return row?.personKey;
}
