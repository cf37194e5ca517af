import fc from 'fast-check';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import {
  addDays,
  type Clock,
  type ClockAct,
  clockEnd,
  dayKind,
  endOfTerm,
  localDate,
} from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';
const dayMs = 86_400_000;
const starts = fc.date({ min: new Date('2023-01-01'), max: new Date('2026-06-01'), noInvalidDate: true });
const terms = fc
  .tuple(
    fc.integer({ min: 3, max: 40 }),
    fc.constantFrom('working days', 'days', 'months', 'hours', 'minutes'),
  )
  .map(([count, unit]) => `${count.toString()} ${unit}`);
const dayTerms = terms.filter((term) => !/hour|minute/.test(term));
const weeks = fc.constantFrom(5 as const, 6 as const);
const spans = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => minutes * 60_000);

const reason = 'papers';
const later = (date: Date, ms: number) => new Date(date.getTime() + ms);

/** When it ends; undefined where it is paused or refused. */
function end(clock: Clock): Date | undefined {
  const read = clockEnd(clock, { calendar, timeZone, now: clock.startedAt });
  return 'refused' in read ? undefined : (read.at ?? undefined);
}

const dateOf = (at: Date) => localDate(at, timeZone);
const lastDay = (clock: Clock) => dateOf(later(end(clock) ?? clock.startedAt, -1));

/** Working days after one date, up to and with another. */
function workingDays(from: string, to: string, week: 5 | 6): number {
  let worked = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    worked += dayKind(day, week, calendar).works ? 1 : 0;
  return worked;
}

const paused = (clock: Clock, after: number, ms: number): Clock => {
  const at = later(clock.startedAt, after);
  const acts: ClockAct[] = [
    { is: 'pause', at, reason },
    { is: 'resume', at: later(at, ms), reason },
  ];
  return { ...clock, acts };
};

const clocks = fc.record({ term: terms, week: weeks, startedAt: starts, acts: fc.constant([]) });
const dayClocks = fc.record({ term: dayTerms, week: weeks, startedAt: starts, acts: fc.constant([]) });

describe('whatever was done to a clock', () => {
  it('ends as its term does where nothing was done', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const { term, week, startedAt: from } = clock;

        expect(end(clock)).toEqual(endOfTerm({ term, week, from, calendar, timeZone }).at);
      }),
    );
  });

  it('never ends earlier for a pause, nor for a longer one', () => {
    fc.assert(
      fc.property(clocks, spans, spans, spans, (clock, after, ms, more) => {
        const plain = end(clock);
        const [short, long] = [end(paused(clock, after, ms)), end(paused(clock, after, ms + more))];
        fc.pre(plain !== undefined && short !== undefined && long !== undefined);

        expect(short.getTime()).toBeGreaterThanOrEqual(plain.getTime());
        expect(long.getTime()).toBeGreaterThanOrEqual(short.getTime());
      }),
    );
  });

  it('runs on the clock longer by just the time of its pause', () => {
    const hours = fc.record({
      term: fc.constant('30 hours'),
      week: weeks,
      startedAt: starts,
      acts: fc.constant([]),
    });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 29 * 3_600_000 }), spans, (clock, after, ms) => {
        expect(end(paused(clock, after, ms))?.getTime()).toBe((end(clock)?.getTime() ?? 0) + ms);
      }),
    );
  });

  it('has just as many working days outside its pause as the term says', () => {
    const few = fc.integer({ min: 3, max: 40 });
    fc.assert(
      fc.property(starts, few, weeks, spans, spans, (startedAt, count, week, after, ms) => {
        const plain: Clock = { term: `${count.toString()} working days`, week, startedAt, acts: [] };
        const clock = paused(plain, after, ms);
        const at = end(clock);
        fc.pre(at !== undefined);
        const pause = dateOf(later(startedAt, after));
        // Paused on its last day it has nothing left, and ends when it is resumed.
        fc.pre(pause < lastDay(plain));

        const resume = dateOf(later(startedAt, after + ms));
        const before = workingDays(dateOf(startedAt), pause, week);
        expect(before + workingDays(resume, lastDay(clock), week)).toBe(count);
      }),
    );
  });

  it('never ends earlier for an extension, and never on a day off', () => {
    fc.assert(
      fc.property(dayClocks, dayTerms, (clock, by) => {
        const extended = end({ ...clock, acts: [{ is: 'extend', at: clock.startedAt, by, reason }] });

        expect(extended?.getTime()).toBeGreaterThanOrEqual(end(clock)?.getTime() ?? 0);
        const last = localDate(new Date((extended?.getTime() ?? 0) - 1), timeZone);
        expect(dayKind(last, clock.week, calendar).works).toBe(true);
      }),
    );
  });

  it('is refused for every act after its end', () => {
    fc.assert(
      fc.property(clocks, spans, (clock, ms) => {
        const at = later(end(clock) ?? clock.startedAt, ms);

        expect(
          clockEnd({ ...clock, acts: [{ is: 'pause', at, reason }] }, { calendar, timeZone, now: at }),
        ).toEqual({
          refused: expect.stringContaining('The term had ended on'),
        });
      }),
    );
  });

  it('says of a paused clock what a clock of that length would need from the day after', () => {
    fc.assert(
      fc.property(clocks, spans, (clock, after) => {
        const at = later(clock.startedAt, Math.min(after, dayMs));
        const read = clockEnd(
          { ...clock, acts: [{ is: 'pause', at, reason }] },
          { calendar, timeZone, now: at },
        );
        fc.pre(!('refused' in read) && !read.left.startsWith('0 ') && !read.left.includes(' minute'));
        const { left } = read as { left: string };

        const resumed = end({ ...paused(clock, at.getTime() - clock.startedAt.getTime(), dayMs) });
        const alike = left.replace(/(\d+) hours?$/, '$1 hours');
        expect(resumed).toEqual(end({ ...clock, term: alike, startedAt: later(at, dayMs) }));
      }),
    );
  });
});
