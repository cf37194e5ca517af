import { type CalendarData, dayKind, type DayKind, type Week } from './calendar.ts';
import { addDays, addMonths } from './dates.ts';
import type { Term } from './term.ts';

/** A day that was looked at, and what became of it. */
export interface SeenDay extends DayKind {
  readonly date: string;
  /** Which day of the term it was: the first, second …; null where it was only passed or ended on. */
  readonly counted: number | null;
}

/** Longest run of days off that is believed; beyond it the calendar itself is wrong. */
const longestRest = 60;

/** Goes through days one by one by an agency's calendar and remembers those whose kind decided something. */
export class Walk {
  readonly seen: SeenDay[] = [];
  readonly week: Week;
  readonly calendar: CalendarData;

  constructor(week: Week, calendar: CalendarData) {
    this.week = week;
    this.calendar = calendar;
  }

  /** The last day of a term that began on `first`, a day that is not counted, before any move from a day off. */
  lastDay(first: string, { count, unit }: Pick<Term, 'count' | 'unit'>): string {
    if (unit === 'month') return addMonths(first, count);
    if (unit === 'day') return addDays(first, count);
    let date = first;
    for (let counted = 1; counted <= count; counted += 1)
      date = this.workingDayFrom(addDays(date, 1), counted);
    return date;
  }

  /** The date itself if it is a working day, else the next one; `counted` as the day of the term that it is. */
  workingDayFrom(date: string, counted: number | null = null): string {
    for (let skipped = 0; skipped <= longestRest; skipped += 1) {
      const day = addDays(date, skipped);
      if (this.#works(day, counted)) return day;
    }
    throw new Error(`The calendar has no working day within ${longestRest.toString()} days from ${date}.`);
  }

  /** How many working days lie after `from`, up to and with `to`. */
  workingDaysIn(from: string, to: string): number {
    let worked = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
      worked += this.#works(day, worked + 1) ? 1 : 0;
    return worked;
  }

  #works(date: string, counted: number | null): boolean {
    const kind = dayKind(date, this.week, this.calendar);
    this.seen.push({ ...kind, date, counted: kind.works ? counted : null });
    return kind.works;
  }
}
