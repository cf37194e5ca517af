import type { CalendarData } from './calendar.ts';
import { type Clock, clockEnd, type ClockEnd } from './clock.ts';
import { dayInWords } from './day-in-words.ts';

/** One running term whose end another calendar moves. */
export interface Moved<C extends Clock> {
  /** As it was handed in, with whatever else the caller keeps on it. */
  readonly clock: C;
  readonly from: Date;
  readonly to: Date;
  /** The days that are not what they were, as they are now. */
  readonly why: readonly string[];
}

interface Change {
  readonly before: CalendarData;
  readonly after: CalendarData;
  readonly timeZone: string;
}

/**
 * Whose term ends on another day by the new calendar. Paused clocks have no end, so theirs does not move; nor does
 * that of a clock whose acts one of the calendars refuses.
 */
export function movedDeadlines<C extends Clock>(clocks: readonly C[], change: Change): readonly Moved<C>[] {
  return clocks.flatMap((clock) => {
    const read = (calendar: CalendarData) =>
      clockEnd(clock, { calendar, timeZone: change.timeZone, now: clock.startedAt });
    const [before, after] = [read(change.before), read(change.after)];
    if ('refused' in before || 'refused' in after || before.at === null || after.at === null) return [];
    if (before.at.getTime() === after.at.getTime()) return [];
    return [{ clock, from: before.at, to: after.at, why: differing(before, after) }];
  });
}

/** The days that both ways met and found different; those that the new way met only because of them are left out. */
function differing(before: ClockEnd, after: ClockEnd): string[] {
  const then = new Map(before.days.map((day) => [day.date, day]));
  return after.days.flatMap((day) => {
    const was = then.get(day.date);
    if (was === undefined || was.works === day.works) return [];
    const now = day.works ? 'worked now' : 'off now';
    return [`${day.date}: ${now}: ${dayInWords(day)}; before: ${dayInWords(was)}`];
  });
}
