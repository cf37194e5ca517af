import type { CalendarDay, CalendarYear, Decree, ExpectedHoliday } from '../../../notation/catalogue.ts';

type Days = Record<string, CalendarDay>;
type Week = 'five' | 'six';

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

const code = 'Labour Code, art. 208';
const oldCode = 'Holidays of the Labour Code of 1995';
/** The Labour Code of 28.10.2022 is in force from here; the one before moved no holiday. */
const movesFrom = '2023-04-30';

interface YearByLaw {
  /** The two hayits, whose first day is announced each year a few days ahead: where each is expected, and by whom. */
  readonly expected?: readonly { readonly holiday: string; readonly on: string; readonly source: string }[];
  /** What was published, oldest first. */
  readonly decrees?: readonly Decree[];
}

/**
 * A year as the law has it: its holidays, each one on a weekly day off moved to the next working day; what is
 * expected of the hayits; and the decrees. An estimate until a decree settles the year.
 */
export function yearByLaw(year: number, { expected = [], decrees = [] }: YearByLaw = {}): CalendarYear {
  const named = Object.entries(holidays).map(([day, why]) => [`${year.toString()}-${day}`, why] as const);
  const days = withMoves(named, {});
  return {
    source: year < 2023 ? oldCode : code,
    estimate: true,
    days,
    expected: expected.map((one) => expectation(one, days)),
    decrees,
  };
}

function expectation(
  { holiday, on, source }: NonNullable<YearByLaw['expected']>[number],
  law: Days,
): ExpectedHoliday {
  // The moon may be seen a day earlier or later than computed.
  const candidates = [shift(on, -1), on, shift(on, 1)];
  const daysIf = (date: string) => withMoves([[date, `${holiday}, expected`]], law);
  return {
    holiday,
    source,
    days: daysIf(on),
    unsure: candidates.flatMap((date) => Object.keys(daysIf(date))),
  };
}

/** Days off for named holidays, and for each one on a weekly day off the working day after it. */
function withMoves(named: readonly (readonly [string, string])[], law: Days): Days {
  const days: Days = Object.fromEntries(named.map(([date, why]) => [date, { five: 'off', six: 'off', why }]));
  for (const [date, why] of named) {
    for (const week of ['five', 'six'] as const) {
      if (date < movesFrom || !restsByWeek(date, week)) continue;
      const moved = nextWorkingDay(date, week, { ...law, ...days });
      const other = days[moved] ?? { five: plain(moved, 'five'), six: plain(moved, 'six') };
      days[moved] = { ...other, [week]: 'off', why: `${why}, moved from ${date} by article 208` };
    }
  }
  return days;
}

function nextWorkingDay(date: string, week: Week, days: Days): string {
  const next = shift(date, 1);
  return (days[next]?.[week] ?? plain(next, week)) === 'work' ? next : nextWorkingDay(next, week, days);
}

const shift = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const plain = (date: string, week: Week) => (restsByWeek(date, week) ? 'off' : 'work');

function restsByWeek(date: string, week: Week): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || (weekday === 6 && week === 'five');
}
