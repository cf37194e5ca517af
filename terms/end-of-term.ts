import type { CalendarData, Week } from './calendar.ts';
import { dayInWords } from './day-in-words.ts';
import { endOfLegs } from './legs.ts';
import { parseTerm } from './term.ts';
import { Walk } from './walk.ts';

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
  /** A day that decided the end is settled by no decree yet: to be computed anew when it comes. */
  readonly estimate: boolean;
  /** Days that lengthened or shortened the term against the plain week, each with reason and source. */
  readonly why: readonly string[];
}

/**
 * The instant at which a term ends. Minutes and hours run on the clock. Days, working days and months do not count
 * the day they begin on (Civil Code of Uzbekistan, article 146), and end at 24:00 of their last day; days and months
 * whose last day is a day off end on the next working day, but for `10 days exactly`. Throws where `term` is no term.
 */
export function endOfTerm({ from, term, week, calendar, timeZone }: TermQuestion): TermEnd {
  const walk = new Walk(week, calendar);
  const at = endOfLegs([parseTerm(term)], from, { walk, timeZone });
  const special = walk.seen.filter(({ why }) => why !== null);
  return {
    at,
    estimate: walk.seen.some(({ estimate }) => estimate),
    why: special.map((day) => `${day.date}: ${dayInWords(day)}`),
  };
}
