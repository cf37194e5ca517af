import { addDays, daysBetween, localDate, startOfDay } from './dates.ts';
import { clockMs, type Term, termText } from './term.ts';
import { Walk } from './walk.ts';

/**
 * Terms that run one after the other: a term and what it was extended by. All of them run on the clock, or all by the
 * calendar. A leg may have nothing left; one on the clock may have a part of a minute left.
 */
export type Legs = readonly [Term, ...Term[]];

export const runsOnClock = ({ unit }: Term): boolean => clockMs[unit] !== undefined;

/** The legs with one more; it lengthens the last one where both have the same unit. */
export function withLeg(legs: Legs, leg: Term): Legs {
  const [first, ...others] = legs;
  const [next, ...later] = others;
  if (next !== undefined) return [first, ...withLeg([next, ...later], leg)];
  return first.unit === leg.unit ? [{ ...leg, count: first.count + leg.count }] : [first, leg];
}

export const legsText = (legs: Legs): string =>
  (runsOnClock(legs[0]) ? [hoursText(msOf(legs))] : legs.map(termText)).join(' and ');

function hoursText(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  const parts = [
    { count: Math.floor(minutes / 60), unit: 'hour' },
    { count: minutes % 60, unit: 'minute' },
  ] as const;
  const said = parts.filter(({ count }) => count > 0).map(termText);
  return said.length === 0 ? termText(parts[1]) : said.join(' ');
}

/** The instant at which legs end that begin to count at `from`. `walk` remembers the days that decided it. */
export function endOfLegs(legs: Legs, from: Date, { walk, timeZone }: Surroundings): Date {
  if (runsOnClock(legs[0])) return new Date(from.getTime() + msOf(legs));
  return startOfDay(addDays(lastDayOfLegs(legs, localDate(from, timeZone), walk), 1), timeZone);
}

export interface Surroundings {
  readonly walk: Walk;
  readonly timeZone: string;
}

/** The last day of legs by the calendar: a day off gives way to the next working day, but for `exactly`. */
function lastDayOfLegs(legs: Legs, first: string, walk: Walk): string {
  const nominal = legs.reduce((date, leg) => walk.lastDay(date, leg), first);
  const { unit, count, exactly } = legs[legs.length - 1] ?? legs[0];
  const isWorked = unit === 'working day' && count > 0;
  return isWorked || exactly === true ? nominal : walk.workingDayFrom(nominal);
}

/** What is left of legs that count from `from` when they stop at `to`: the day of `to` counts, its clock does not. */
export function leftAt(legs: Legs, span: { from: Date; to: Date }, { walk, timeZone }: Surroundings): Legs {
  if (runsOnClock(legs[0])) {
    const ms = Math.max(0, msOf(legs) - (span.to.getTime() - span.from.getTime()));
    return [{ count: ms / 60_000, unit: 'minute' }];
  }
  return daysLeft(legs, { from: localDate(span.from, timeZone), to: localDate(span.to, timeZone) }, walk);
}

function daysLeft([leg, ...later]: Legs, { from, to }: { from: string; to: string }, walk: Walk): Legs {
  const last = new Walk(walk.week, walk.calendar).lastDay(from, leg);
  const [next, ...others] = later;
  if (last <= to && next !== undefined) {
    walk.lastDay(from, leg);
    return daysLeft([next, ...others], { from: last, to }, walk);
  }
  if (leg.unit === 'working day') {
    const count = Math.max(0, leg.count - walk.workingDaysIn(from, to));
    return [{ ...leg, count }, ...later];
  }
  // What is left of months is counted in days: a month has no half.
  return [{ ...leg, unit: 'day', count: Math.max(0, daysBetween(to, last)) }, ...later];
}

const msOf = (legs: Legs): number =>
  legs.reduce((sum, { count, unit }) => sum + count * (clockMs[unit] ?? 0), 0);
