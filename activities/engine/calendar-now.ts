import type { Queries } from '../../db/client.ts';
import { decreesOf } from '../../db/clocks/decrees.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { withDecree } from '../../terms/index.ts';

/** The catalogue's country and calendar, with what was decreed while routes ran. */
export async function calendarNow(
  db: Queries,
  { calendar, country }: Pick<Catalogue, 'calendar' | 'country'>,
): Promise<Pick<Catalogue, 'calendar' | 'country'>> {
  const applied = await decreesOf(db, country.id);
  return { country, calendar: applied.reduce((known, { decree }) => withDecree(known, decree), calendar) };
}
