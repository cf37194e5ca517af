import type { CalendarData, CalendarDay } from '../../../notation/catalogue.ts';

type Year = CalendarData['years'][string];
type Days = Record<string, CalendarDay>;

/** Holidays that stand in the law, by month and day. */
const holidays = {
  '01-01': 'New Year',
  '03-08': "Women's Day",
  '03-21': 'Navroz',
  '05-09': 'Day of Memory and Honour',
  '09-01': 'Independence Day',
  '10-01': "Teachers' Day",
  '12-08': 'Constitution Day',
} as const;

interface YearByLaw {
  readonly source: string;
  /** The two hayits: their days are announced each year. */
  readonly movable?: Readonly<Record<string, string>>;
  /** What decrees say beyond the law. */
  readonly decreed?: Readonly<Days>;
}

/**
 * A year whose decree is not wholly known: holidays of the law, each one on a weekly day off moved to the next
 * working day (Labour Code, article 208), then what is known of decrees. Always an estimate.
 */
export function yearByLaw(year: number, { source, movable = {}, decreed = {} }: YearByLaw): Year {
  const fixed = Object.entries(holidays).map(([day, why]) => [`${year.toString()}-${day}`, why] as const);
  const named = [...fixed, ...Object.entries(movable)].sort(([a], [b]) => a.localeCompare(b));
  const days: Days = Object.fromEntries(named.map(([date, why]) => [date, { five: 'off', six: 'off', why }]));
  for (const [date, why] of named) {
    for (const week of ['five', 'six'] as const) {
      if (!restsByWeek(date, week)) continue;
      const moved = nextWorkingDay(date, week, days);
      const other = days[moved] ?? { five: plain(moved, 'five'), six: plain(moved, 'six') };
      days[moved] = { ...other, [week]: 'off', why: `${why} (${date}), moved by article 208` };
    }
  }
  return { source, estimate: true, days: { ...days, ...decreed } };
}

function nextWorkingDay(date: string, week: 'five' | 'six', days: Days): string {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const works = (days[next]?.[week] ?? plain(next, week)) === 'work';
  return works ? next : nextWorkingDay(next, week, days);
}

const plain = (date: string, week: 'five' | 'six') => (restsByWeek(date, week) ? 'off' : 'work');

function restsByWeek(date: string, week: 'five' | 'six'): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || (weekday === 6 && week === 'five');
}
