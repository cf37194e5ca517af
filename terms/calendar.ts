import { weekday } from './dates.ts';

/** Days a week an agency works. */
export type Week = 5 | 6;

/** A day that differs from the plain week, for agencies that work five and six days. */
export interface CalendarDay {
  readonly five: 'off' | 'work';
  readonly six: 'off' | 'work';
  readonly why: string;
}

/** One year. `estimate`: its decree is not known, so dates computed on it may move. */
export interface CalendarYear {
  readonly source: string;
  readonly days: Readonly<Record<string, CalendarDay>>;
  readonly estimate?: boolean;
}

/** Per year (`'2026'`) the days (`'2026-01-02'`) on which it differs from the plain week. */
export interface CalendarData {
  readonly years: Readonly<Record<string, CalendarYear>>;
}

export interface DayKind {
  readonly works: boolean;
  /** Why it is not what the plain week says; null where it is. */
  readonly why: string | null;
  /** The year's decree is not known. */
  readonly estimate: boolean;
}

/** Tells whether an agency works on a date. A year that the calendar does not hold is a plain week, and an estimate. */
export function dayKind(date: string, week: Week, calendar: CalendarData): DayKind {
  const year = calendar.years[date.slice(0, 4)];
  const day = year?.days[date];
  const estimate = year?.estimate ?? year === undefined;
  const plain = worksByWeek(date, week);
  if (day === undefined) return { works: plain, why: null, estimate };
  const works = (week === 5 ? day.five : day.six) === 'work';
  return { works, why: works === plain ? null : day.why, estimate };
}

/** A plain week: Sunday is off, and Saturday too where the agency works five days. */
export function worksByWeek(date: string, week: Week): boolean {
  const day = weekday(date);
  return day !== 0 && (day !== 6 || week === 6);
}
