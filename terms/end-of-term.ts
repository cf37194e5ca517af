import { type CalendarData, dayKind, type Week } from './calendar.ts';
import { addDays, addMonths, localDate, startOfDay } from './dates.ts';
import { parseTerm, type Term } from './term.ts';

export interface TermQuestion {
  /** When the term begins to run; for days and months the day of this instant is not counted. */
  readonly from: Date;
  /** As written: `1 working day`. */
  readonly term: string;
  readonly week: Week;
  readonly calendar: CalendarData;
  readonly timeZone: string;
}

export interface TermEnd {
  readonly at: Date;
  /** A day that counted lies in a year whose decree is not known: to be computed anew when it comes. */
  readonly estimate: boolean;
  /** Days that lengthened or shortened the term against the plain week, each with the reason. */
  readonly why: readonly string[];
}

const clockMs: Partial<Record<Term['unit'], number>> = { minute: 60_000, hour: 3_600_000 };

/**
 * The instant at which a term ends. Minutes and hours run on the clock. Days, working days and months do not count
 * the day they begin on, and end at 24:00 of their last day; days and months whose last day is a day off end on the
 * next working day. Throws where `term` is no term.
 */
export function endOfTerm({ from, term, week, calendar, timeZone }: TermQuestion): TermEnd {
  const { count, unit } = parseTerm(term);
  const unitMs = clockMs[unit];
  if (unitMs !== undefined)
    return { at: new Date(from.getTime() + count * unitMs), estimate: false, why: [] };

  const walk = new Walk(week, calendar);
  const first = localDate(from, timeZone);
  const last =
    unit === 'working day'
      ? walk.workingDays(first, count)
      : walk.workingDayFrom(unit === 'day' ? addDays(first, count) : addMonths(first, count));
  return { at: startOfDay(addDays(last, 1), timeZone), estimate: walk.estimate, why: walk.why };
}

/** Longest run of days off that is believed; beyond it the calendar itself is wrong. */
const longestRest = 60;

/** Looks at days one by one and remembers what was special about them. */
class Walk {
  estimate = false;
  readonly why: string[] = [];
  readonly week: Week;
  readonly calendar: CalendarData;

  constructor(week: Week, calendar: CalendarData) {
    this.week = week;
    this.calendar = calendar;
  }

  workingDays(first: string, count: number): string {
    let date = first;
    for (let counted = 0; counted < count; counted += 1) date = this.workingDayFrom(addDays(date, 1));
    return date;
  }

  /** The date itself if it is a working day, else the next one. */
  workingDayFrom(date: string): string {
    for (let skipped = 0; skipped <= longestRest; skipped += 1) {
      const day = addDays(date, skipped);
      if (this.works(day)) return day;
    }
    throw new Error(`The calendar has no working day within ${longestRest.toString()} days from ${date}.`);
  }

  works(date: string): boolean {
    const { works, why, estimate } = dayKind(date, this.week, this.calendar);
    this.estimate ||= estimate;
    if (why !== null) this.why.push(`${date}: ${why}`);
    return works;
  }
}
