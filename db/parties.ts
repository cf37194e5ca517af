import { and, eq } from './drizzle.cjs';
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

/** Enters who has a part from now on, e.g. a founder who has got a personal number. The first one entered stays. */
export async function enterParty(
  tx: Queries,
  part: {
    readonly route: string;
    readonly party: string;
    readonly instance: number;
    readonly personKey: string;
  },
): Promise<void> {
  await tx.insert(parties).values(part).onConflictDoNothing();
}
