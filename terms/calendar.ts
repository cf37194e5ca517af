import { weekday } from './dates.ts';

/** Days a week an agency works. */
export type Week = 5 | 6;

/** A day that differs from the plain week, for agencies that work five and six days. */
export interface CalendarDay {
  readonly five: 'off' | 'work';
  readonly six: 'off' | 'work';
  readonly why: string;
}

export type CalendarDays = Readonly<Record<string, CalendarDay>>;

/** What one published decree says of one year's days. A later one overrules an earlier one, day by day. */
export interface Decree {
  readonly publishedOn: string;
  readonly source: string;
  readonly days: CalendarDays;
  /** What is no longer open after it: the year as a whole (`year`), or the day of a movable holiday, by its name. */
  readonly settles?: readonly string[];
}

/** A movable holiday where it is expected until a decree settles it. */
export interface ExpectedHoliday {
  readonly holiday: string;
  readonly source: string;
  /** The day off that is expected, and the working day it would move to. */
  readonly days: CalendarDays;
  /** Days that may still turn out otherwise: the holiday may fall a day earlier or later. */
  readonly unsure: readonly string[];
}

/** One year: the law's own days, then what decrees made of them, in the order in which they were published. */
export interface CalendarYear {
  readonly source: string;
  readonly days: CalendarDays;
  /** No decree orders the year as a whole until one that settles `year`: any plain day of it may still change. */
  readonly estimate?: boolean;
  readonly expected?: readonly ExpectedHoliday[];
  readonly decrees?: readonly Decree[];
}

/** Per year (`'2026'`) the days (`'2026-01-02'`) on which it differs from the plain week. */
export interface CalendarData {
  readonly years: Readonly<Record<string, CalendarYear>>;
}

export interface DayKind {
  readonly works: boolean;
  /** Why it is not what the plain week says; null where it is. */
  readonly why: string | null;
  /** The law or decree that `why` rests on. */
  readonly source: string | null;
  /** No decree has settled the day: it may still change. */
  readonly estimate: boolean;
}

/** Tells whether an agency works on a date. A year that the calendar does not hold is a plain week, and an estimate. */
export function dayKind(date: string, week: Week, calendar: CalendarData): DayKind {
  const plain = worksByWeek(date, week);
  const year = calendar.years[date.slice(0, 4)];
  if (year === undefined) return { works: plain, why: null, source: null, estimate: true };
  const { day, source, estimate } = said(date, year);
  const works = day === undefined ? plain : (week === 5 ? day.five : day.six) === 'work';
  return works === plain || day === undefined
    ? { works, why: null, source: null, estimate }
    : { works, why: day.why, source, estimate };
}

/** A plain week: Sunday is off, and Saturday too where the agency works five days. */
export function worksByWeek(date: string, week: Week): boolean {
  const day = weekday(date);
  return day !== 0 && (day !== 6 || week === 6);
}

interface Said {
  readonly day: CalendarDay | undefined;
  readonly source: string;
  readonly estimate: boolean;
}

/** What is said of a date: by the latest decree that names it, else by the law, else by what is expected. */
function said(date: string, year: CalendarYear): Said {
  const decree = year.decrees?.findLast(({ days }) => days[date] !== undefined);
  if (decree !== undefined) return { day: decree.days[date], source: decree.source, estimate: false };
  const byLaw = year.days[date];
  return byLaw === undefined ? foreseen(date, year) : { day: byLaw, source: year.source, estimate: false };
}

/** A date that neither law nor decree names. */
function foreseen(date: string, year: CalendarYear): Said {
  const isOpen = (what: string) =>
    !(year.decrees ?? []).some(({ settles }) => settles?.includes(what) === true);
  const expected = (year.expected ?? []).filter(({ holiday }) => isOpen(holiday));
  const holiday = expected.find(({ days }) => days[date] !== undefined);
  const isUnsure = expected.some(({ unsure }) => unsure.includes(date));
  return {
    day: holiday?.days[date],
    source: holiday?.source ?? year.source,
    estimate: isUnsure || (year.estimate === true && isOpen('year')),
  };
}
