import type { DayKind } from './calendar.ts';

/** Why a day is worked or off, and what says so: `Qurbon hayit, expected (computed by the lunar calendar); not settled`. */
export function dayInWords({ works, why, source, estimate }: DayKind): string {
  const plain = works ? 'a working day of the week' : 'a day off of the week';
  const said = why === null ? plain : `${why} (${source ?? ''})`;
  return estimate ? `${said}; no decree has settled this day yet` : said;
}
