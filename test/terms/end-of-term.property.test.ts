import fc from 'fast-check';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { addDays, dayKind, endOfTerm, explainTerm, localDate, withDecree } from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';
const instants = fc.date({ min: new Date('2022-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });
const weeks = fc.constantFrom(5 as const, 6 as const);
const counts = fc.integer({ min: 2, max: 90 });
const units = fc.constantFrom('minutes', 'hours', 'working days', 'days', 'months');
const dayUnits = fc.constantFrom('working days', 'days', 'months');

const lastDay = (at: Date) => localDate(new Date(at.getTime() - 1), timeZone);

describe('whatever the term and the day it begins', () => {
  it('ends after it began, and at midnight in Tashkent unless it runs on the clock', () => {
    fc.assert(
      fc.property(
        fc.record({ from: instants, count: counts, unit: units, week: weeks }),
        ({ from, count, unit, week }) => {
          const { at } = endOfTerm({ from, term: `${count.toString()} ${unit}`, week, calendar, timeZone });

          expect(at.getTime()).toBeGreaterThan(from.getTime());
          expect(unit === 'minutes' || unit === 'hours' || at.getTime() % 86_400_000 === 19 * 3_600_000).toBe(
            true,
          );
        },
      ),
    );
  });

  it('never ends earlier for what began later', () => {
    fc.assert(
      fc.property(
        fc.record({ one: instants, other: instants, count: counts, unit: units, week: weeks }),
        ({ one, other, count, unit, week }) => {
          const [earlier, later] = one <= other ? [one, other] : [other, one];
          const question = { term: `${count.toString()} ${unit}`, week, calendar, timeZone };

          const ends = [endOfTerm({ ...question, from: earlier }), endOfTerm({ ...question, from: later })];

          expect(ends[0]?.at.getTime()).toBeLessThanOrEqual(ends[1]?.at.getTime() ?? 0);
        },
      ),
    );
  });

  it('never ends earlier for a longer term', () => {
    fc.assert(
      fc.property(
        fc.record({ from: instants, count: counts, unit: units, week: weeks }),
        ({ from, count, unit, week }) => {
          const question = { from, week, calendar, timeZone };

          const shorter = endOfTerm({ ...question, term: `${count.toString()} ${unit}` });
          const longer = endOfTerm({ ...question, term: `${(count + 1).toString()} ${unit}` });

          expect(longer.at.getTime()).toBeGreaterThanOrEqual(shorter.at.getTime());
        },
      ),
    );
  });

  it('never ends on a day off when it counts days', () => {
    fc.assert(
      fc.property(
        fc.record({ from: instants, count: counts, unit: dayUnits, week: weeks }),
        ({ from, count, unit, week }) => {
          const { at } = endOfTerm({ from, term: `${count.toString()} ${unit}`, week, calendar, timeZone });

          expect(dayKind(lastDay(at), week, calendar).works).toBe(true);
        },
      ),
    );
  });

  it('has exactly as many working days as it says after the day it began', () => {
    fc.assert(
      fc.property(instants, counts, weeks, (from, count, week) => {
        const { at } = endOfTerm({
          from,
          term: `${count.toString()} working days`,
          week,
          calendar,
          timeZone,
        });

        const last = lastDay(at);
        let worked = 0;
        for (let day = addDays(localDate(from, timeZone), 1); day <= last; day = addDays(day, 1)) {
          if (dayKind(day, week, calendar).works) worked += 1;
        }
        expect(worked).toBe(count);
      }),
    );
  });

  it('never ends earlier for a day off more', () => {
    const shifts = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(
        fc.record({ from: instants, count: counts, unit: units, week: weeks }),
        shifts,
        ({ from, count, unit, week }, shift) => {
          const question = { from, term: `${count.toString()} ${unit}`, week, timeZone };
          const date = addDays(localDate(from, timeZone), shift);
          const days = { [date]: { five: 'off', six: 'off', why: 'Extra' } as const };
          const more = withDecree(calendar, {
            year: Number(date.slice(0, 4)),
            publishedOn: '2040-01-01',
            source: 'made up',
            days,
          });

          const [before, after] = [calendar, more].map((one) => endOfTerm({ ...question, calendar: one }).at);

          expect(after?.getTime()).toBeGreaterThanOrEqual(before?.getTime() ?? 0);
        },
      ),
    );
  });

  it('is explained to the same end, with every working day counted once', () => {
    fc.assert(
      fc.property(
        fc.record({ from: instants, count: counts, unit: dayUnits, week: weeks }),
        ({ from, count, unit, week }) => {
          const question = { from, term: `${count.toString()} ${unit}`, week, calendar, timeZone };
          const { at, estimate, deadline, why } = explainTerm(question);

          expect({ at, estimate }).toEqual({
            at: endOfTerm(question).at,
            estimate: endOfTerm(question).estimate,
          });
          expect(deadline).toBe(lastDay(at));
          const counted = why.filter((line) => line.includes(': counted, day '));
          expect(counted.length).toBe(unit === 'months' ? 0 : count);
        },
      ),
    );
  });
});
