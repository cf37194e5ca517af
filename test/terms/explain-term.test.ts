import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { explainTerm, knownOn, type Week } from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';

function explain(
  day: string,
  term: string,
  { week = 5, known = calendar }: { week?: Week; known?: typeof calendar } = {},
) {
  return explainTerm({ from: new Date(`${day}T12:00:00+05:00`), term, week, calendar: known, timeZone });
}

describe('why a term ends when it does', () => {
  it('is told day by day with the decrees, for a Saturday that was worked', () => {
    expect(explain('2024-12-13', '1 working day')).toEqual({
      deadline: '2024-12-14',
      at: new Date('2024-12-15T00:00:00+05:00'),
      estimate: false,
      why: [
        '2024-12-13 Fri: not counted: the day of receipt',
        '2024-12-14 Sat: counted, day 1: Worked in exchange for 30 December (UP-213 of 22.12.2023)',
        'Ends at 24:00 on 2024-12-14, that is 2024-12-14T19:00:00.000Z.',
      ],
    });
  });

  it('differs for agencies of five and six days on 1 July 2023', () => {
    const five = explain('2023-06-30', '1 working day');
    const six = explain('2023-06-30', '1 working day', { week: 6 });

    expect(five.why[1]).toBe('2023-07-01 Sat: not counted: a day off of the week');
    expect(six.why[1]).toBe(
      '2023-07-01 Sat: not counted: Extra day off of six-day agencies (PP-195 of 19.6.2023)',
    );
  });

  it('is another, and an estimate, as it was known before a decree', () => {
    const before = explain('2023-06-27', '1 working day', { known: knownOn(calendar, '2023-06-18') });

    expect(before).toMatchObject({ deadline: '2023-06-28', estimate: true });
    expect(before.why[1]).toBe(
      '2023-06-28 Wed: counted, day 1: a working day of the week; no decree has settled this day yet',
    );
    expect(explain('2023-06-27', '1 working day')).toMatchObject({ deadline: '2023-07-03', estimate: false });
  });

  it('tells of a last day that is a day off, in days', () => {
    expect(explain('2026-11-13', '2 days').why).toEqual([
      '2026-11-13 Fri: not counted: the day of receipt',
      '2026-11-14 Sat: counted, day 1: every calendar day counts',
      '2026-11-15 Sun: counted, day 2: every calendar day counts',
      '2026-11-15 Sun: the term does not end here, but on the next working day: a day off of the week',
      '2026-11-16 Mon: the term may end here: a working day of the week',
      'Ends at 24:00 on 2026-11-16, that is 2026-11-16T19:00:00.000Z.',
    ]);
    expect(explain('2026-11-13', '2 days exactly')).toMatchObject({ deadline: '2026-11-15' });
    expect(explain('2026-11-13', '2 days exactly').why.at(-2)).toBe(
      '2026-11-15 Sun: the last day, also where it is a day off',
    );
  });

  it('tells of the day of the later month, in months', () => {
    expect(explain('2026-01-31', '1 month').why.slice(0, 3)).toEqual([
      '2026-01-31 Sat: not counted: the day of receipt',
      '1 month from 2026-01-31: the same day of the later month, or its last day: 2026-02-28 Sat',
      '2026-02-28 Sat: the term does not end here, but on the next working day: a day off of the week',
    ]);
  });

  it('is short on the clock', () => {
    expect(explain('2026-01-01', '30 minutes')).toEqual({
      deadline: '2026-01-01',
      at: new Date('2026-01-01T12:30:00+05:00'),
      estimate: false,
      why: [
        '2026-01-01T07:00:00.000Z: received',
        '30 minutes run on the clock, through nights and days off',
        'Ends at 2026-01-01T07:30:00.000Z.',
      ],
    });
  });
});
