import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { endOfTerm, type Week } from '../../terms/index.ts';

const timeZone = 'Asia/Tashkent';

/** The end of a term that begins at noon of a day in Tashkent, written as that wall clock shows it. */
function end(day: string, term: string, week: Week = 5): string {
  const { at } = endOfTerm({ from: new Date(`${day}T12:00:00+05:00`), term, week, calendar, timeZone });
  return new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

describe('a term in working days', () => {
  it('does not count the day of receipt and ends at midnight after its last day', () => {
    expect(end('2026-11-02', '1 working day')).toBe('2026-11-04 00:00');
  });

  it('counts a Saturday that a decree made a working day', () => {
    expect(end('2024-12-13', '1 working day')).toBe('2024-12-15 00:00');
  });

  it('passes over the days off that decrees added at the end of December 2024', () => {
    expect(end('2024-12-27', '1 working day')).toBe('2025-01-04 00:00');
  });

  it('passes over the Monday to which a holiday on a Sunday moved', () => {
    expect(end('2024-12-06', '1 working day')).toBe('2024-12-11 00:00');
  });

  it('passes over Qurbon hayit of 2023, differently for agencies of five and six days', () => {
    expect(end('2023-06-27', '1 working day', 5)).toBe('2023-07-04 00:00');
    expect(end('2023-06-27', '2 working days', 6)).toBe('2023-07-05 00:00');
    expect(end('2023-06-26', '2 working days', 6)).toBe('2023-07-04 00:00');
  });

  it('counts Saturdays for agencies that work six days', () => {
    expect(end('2026-11-06', '1 working day', 5)).toBe('2026-11-10 00:00');
    expect(end('2026-11-06', '1 working day', 6)).toBe('2026-11-08 00:00');
  });

  it.each([
    ['2025-12-30', 5, '2026-01-06 00:00'],
    ['2025-12-30', 6, '2026-01-06 00:00'],
    ['2026-01-01', 6, '2026-01-06 00:00'],
    ['2026-03-07', 6, '2026-03-11 00:00'],
    ['2026-03-19', 5, '2026-03-25 00:00'],
    ['2026-03-19', 6, '2026-03-24 00:00'],
    ['2026-05-08', 5, '2026-05-13 00:00'],
    ['2026-05-08', 6, '2026-05-12 00:00'],
    ['2026-05-26', 5, '2026-06-02 00:00'],
    ['2026-05-26', 6, '2026-06-02 00:00'],
    ['2026-08-29', 6, '2026-09-03 00:00'],
    ['2026-12-11', 5, '2026-12-13 00:00'],
    ['2026-12-30', 5, '2027-01-05 00:00'],
    ['2026-12-30', 6, '2027-01-03 00:00'],
  ] as const)(
    'follows decree UP-257: one working day after %s in a week of %s days',
    (day, week, expected) => {
      expect(end(day, '1 working day', week)).toBe(expected);
    },
  );
});

describe('a term in days', () => {
  it('counts every day and ends at midnight after the last one', () => {
    expect(end('2026-11-02', '10 days')).toBe('2026-11-13 00:00');
  });

  it('ends on the next working day when its last day is a day off', () => {
    expect(end('2026-11-05', '10 days')).toBe('2026-11-17 00:00');
    expect(end('2026-05-17', '10 days')).toBe('2026-06-02 00:00');
  });
});

describe('a term that ends exactly', () => {
  it('ends on its last day, also where that is a day off', () => {
    expect(end('2026-11-05', '10 days exactly')).toBe('2026-11-16 00:00');
    expect(end('2026-10-15', '1 month exactly')).toBe('2026-11-16 00:00');
  });

  it('is no estimate, since no calendar decides it', () => {
    const from = new Date('2027-02-20T12:00:00+05:00');

    expect(endOfTerm({ from, term: '10 days exactly', week: 5, calendar, timeZone }).estimate).toBe(false);
    expect(endOfTerm({ from, term: '10 days', week: 5, calendar, timeZone }).estimate).toBe(true);
  });
});

describe('a term in months', () => {
  it('ends on the same day of the later month', () => {
    expect(end('2026-11-11', '1 month')).toBe('2026-12-12 00:00');
  });

  it('ends on the last day of a month that is too short', () => {
    expect(end('2024-01-31', '1 month')).toBe('2024-03-01 00:00');
    expect(end('2025-08-31', '6 months', 6)).toBe('2026-03-01 00:00');
  });

  it('ends on the next working day when that day is a day off', () => {
    expect(end('2026-10-15', '1 month')).toBe('2026-11-17 00:00');
  });

  it('may run for a year and more', () => {
    expect(end('2026-02-10', '12 months')).toBe('2027-02-11 00:00');
  });
});

describe('a term on the clock', () => {
  it.each([
    ['30 minutes', '2026-01-01 12:30'],
    ['24 hours', '2026-01-02 12:00'],
  ])('runs through holidays: %s', (term, expected) => {
    expect(end('2026-01-01', term)).toBe(expected);
  });
});

describe('the day a term begins on', () => {
  it('is the day in Tashkent, not in Greenwich', () => {
    const lateEvening = new Date('2026-11-02T23:30:00+05:00');
    const afterMidnight = new Date('2026-11-03T00:30:00+05:00');
    const question = { term: '1 working day', week: 5, calendar, timeZone } as const;

    expect(endOfTerm({ ...question, from: lateEvening }).at).toEqual(new Date('2026-11-04T00:00:00+05:00'));
    expect(endOfTerm({ ...question, from: afterMidnight }).at).toEqual(new Date('2026-11-05T00:00:00+05:00'));
  });
});

describe('how sure the end of a term is', () => {
  const question = { week: 5, calendar, timeZone } as const;

  it('hangs only on the days that decided it', () => {
    const from = new Date('2026-12-01T12:00:00+05:00');
    const sure = (term: string) => !endOfTerm({ ...question, from, term }).estimate;

    expect([sure('20 working days'), sure('24 hours'), sure('30 days'), sure('37 days')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is said to be an estimate where a day lies in a year without its decree', () => {
    const from = new Date('2026-12-30T12:00:00+05:00');

    expect(endOfTerm({ ...question, from, term: '1 working day' }).estimate).toBe(true);
  });

  it('is certain inside a year whose decree is known', () => {
    const from = new Date('2026-05-26T12:00:00+05:00');

    expect(endOfTerm({ ...question, from, term: '1 working day' })).toMatchObject({
      estimate: false,
      why: [
        '2026-05-27: Qurbon hayit (PP-194 of 20.5.2026)',
        '2026-05-28: Extra day off (UP-257 of 24.12.2025)',
        '2026-05-29: Extra day off (UP-257 of 24.12.2025)',
      ],
    });
  });

  it('is an estimate beyond the last year that the calendar holds', () => {
    const from = new Date('2070-05-26T12:00:00+05:00');

    expect(endOfTerm({ ...question, from, term: '1 month' })).toMatchObject({ estimate: true, why: [] });
  });
});

it('refuses a calendar without working days instead of searching for ever', () => {
  const days = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
      { five: 'off', six: 'off', why: 'Strike' } as const,
    ]),
  );
  const broken = { years: { 2026: { source: 'test', days } } };
  const from = new Date('2026-01-01T12:00:00+05:00');

  expect(() => endOfTerm({ from, term: '1 working day', week: 5, calendar: broken, timeZone })).toThrow(
    'The calendar has no working day within 60 days from 2026-01-02.',
  );
});
