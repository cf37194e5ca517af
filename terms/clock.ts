import type { CalendarData, Week } from './calendar.ts';
import { dayInWords } from './day-in-words.ts';
import { localDate } from './dates.ts';
import { endOfLegs, leftAt, type Legs, legsText, runsOnClock, withLeg } from './legs.ts';
import { parseTerm, type Term } from './term.ts';
import { Walk } from './walk.ts';

/** Something that was done to a running term, and why. */
export type ClockAct =
  | { readonly is: 'pause' | 'resume'; readonly at: Date; readonly reason: string }
  | { readonly is: 'extend'; readonly at: Date; readonly by: string; readonly reason: string };

/** One running term. A legal term and a service norm of the same step are two clocks with the same acts. */
export interface Clock {
  /** As written: `7 working days`. */
  readonly term: string;
  readonly week: Week;
  readonly startedAt: Date;
  /** In the order in which they were done. */
  readonly acts: readonly ClockAct[];
}

/** What a clock is read by. */
export interface ClockReading {
  readonly calendar: CalendarData;
  readonly timeZone: string;
  readonly now: Date;
  /** Acts before this one (from 0) were allowed by the calendar of their day: they stand, also after the end. */
  readonly judgedFrom?: number;
}

export interface ClockEnd {
  /** Null while the clock is paused. */
  readonly at: Date | null;
  /** What a pause at this moment would leave: `4 working days`. */
  readonly left: string;
  readonly estimate: boolean;
  /** The acts in order, the days that differ from the plain week, and the end. */
  readonly why: readonly string[];
}

/** Why the acts cannot be as they are told, in one sentence; nothing is computed from them. */
export interface ClockRefusal {
  readonly refused: string;
}

/**
 * When a term ends that was paused, resumed or extended.
 *
 * - **pause**: of a term in days, working days or months the day of the pause still counts and the days after it do
 *   not; minutes and hours stop at once. Paused on its last day, a term has nothing left and ends on the day it is
 *   resumed, or the working day after.
 * - **resume**: what was left counts on; the day of resumption does not count, as the day of receipt does not. A pause
 *   within one day so changes nothing. What is left of months is counted in days.
 * - **extend**: the added term runs when the one before it has run, from that one's last day; in the same unit both add
 *   up. Only the last day gives way to a working day. A running term and a paused one may be extended, by the calendar
 *   or on the clock as it runs itself.
 *
 * A term that has ended can be neither paused nor extended. Acts that contradict this are refused.
 */
export function clockEnd(clock: Clock, reading: ClockReading): ClockEnd | ClockRefusal {
  const run = new Run(clock, reading);
  for (const [index, act] of clock.acts.entries()) {
    const refused = run.refusalOf(act, index >= (reading.judgedFrom ?? 0));
    if (refused !== null) return { refused };
    run.apply(act);
  }
  return run.end(reading.now);
}

class Run {
  readonly #surroundings: { readonly walk: Walk; readonly timeZone: string };
  readonly #why: string[];
  readonly #term: Term;
  #legs: Legs;
  #from: Date;
  #last: Date;
  #paused = false;

  constructor({ term, week, startedAt }: Clock, { calendar, timeZone }: ClockReading) {
    this.#surroundings = { walk: new Walk(week, calendar), timeZone };
    this.#term = parseTerm(term);
    this.#legs = [this.#term];
    this.#from = startedAt;
    this.#last = startedAt;
    this.#why = [`${this.#moment(startedAt)}: ${term} begin`];
  }

  refusalOf(act: ClockAct, isJudged: boolean): string | null {
    const { is, at } = act;
    const moment = this.#moment(at);
    if (at < this.#last)
      return `The ${is} of ${moment} comes before what was done earlier. Give the acts in order.`;
    if (this.#paused)
      return is === 'pause' ? `It was paused on ${moment}, but it was paused already.` : this.#wrongTerm(act);
    if (is === 'resume') return `It was resumed on ${moment}, but it was not paused.`;
    const end = endOfLegs(this.#legs, this.#from, this.#aside());
    if (isJudged && end <= at)
      return `The term had ended on ${this.#endDay(end)}, before the ${is} of ${moment}.`;
    return this.#wrongTerm(act);
  }

  apply(act: ClockAct): void {
    const { is, at, reason } = act;
    this.#last = at;
    if (is === 'extend') this.#legs = withLeg(this.#legs, parseTerm(act.by));
    else if (is === 'pause')
      this.#legs = leftAt(this.#legs, { from: this.#from, to: at }, this.#surroundings);
    else this.#from = at;
    this.#paused = is === 'pause' || (this.#paused && is === 'extend');
    const what = is === 'extend' ? `extended by ${act.by}` : { pause: 'paused', resume: 'resumed' }[is];
    const rest = is === 'extend' ? '' : `, ${legsText(this.#legs)} left`;
    this.#why.push(`${this.#moment(at)}: ${what} (${reason})${rest}`);
  }

  end(now: Date): ClockEnd {
    const { walk } = this.#surroundings;
    const at = this.#paused ? null : endOfLegs(this.#legs, this.#from, this.#surroundings);
    const to = now < this.#from ? this.#from : now;
    const left = this.#paused ? this.#legs : leftAt(this.#legs, { from: this.#from, to }, this.#aside());
    const special = walk.seen
      .filter(({ why }) => why !== null)
      .map((day) => `${day.date}: ${dayInWords(day)}`);
    const end = at === null ? 'Paused: it has no end until it is resumed.' : `Ends on ${this.#endDay(at)}.`;
    return {
      at,
      left: legsText(left),
      estimate: walk.seen.some(({ estimate }) => estimate),
      why: [...this.#why, ...special, end],
    };
  }

  #wrongTerm(act: ClockAct): string | null {
    if (act.is !== 'extend') return null;
    try {
      if (runsOnClock(parseTerm(act.by)) === runsOnClock(this.#term)) return null;
    } catch (error) {
      return (error as Error).message;
    }
    return `A term that runs ${runsOnClock(this.#term) ? 'on the clock' : 'by the calendar'} cannot be extended by ${act.by}.`;
  }

  /** For looks that decide nothing. */
  #aside() {
    const { walk, timeZone } = this.#surroundings;
    return { walk: new Walk(walk.week, walk.calendar), timeZone };
  }

  #moment(at: Date): string {
    return runsOnClock(this.#term) ? at.toISOString() : localDate(at, this.#surroundings.timeZone);
  }

  #endDay(end: Date): string {
    return runsOnClock(this.#term)
      ? end.toISOString()
      : `${this.#moment(new Date(end.getTime() - 1))} at 24:00`;
  }
}
