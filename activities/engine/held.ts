import type { Queries } from '../../db/client.ts';
import { askStanding } from '../../db/gates.ts';
import type { Held } from '../../temporal/messages.ts';
import { localMinute } from '../../terms/index.ts';
import type { World } from '../world.ts';

/** Why calls to an agency wait now; nothing where it can be reached. Never an officer's words: they stay in PostgreSQL. */
export async function heldBy(
  db: Queries,
  { breaker, catalogue }: World,
  agency: string,
): Promise<{ readonly held?: Held }> {
  const standing = await askStanding(db, { agency, mayProbe: false }, breaker);
  if (standing.is === 'go') return {};
  if (standing.is === 'breaker') return { held: { because: 'agency-down', until: null } };
  const end = Math.round((Date.now() + standing.waitMs) / 1_000) * 1_000;
  return { held: { because: 'maintenance', until: localMinute(new Date(end), catalogue.country.timeZone) } };
}
