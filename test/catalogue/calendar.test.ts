import fc from 'fast-check';
import { yearByLaw } from '../../catalogue/uz/calendar/by-law.ts';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { addDays, dayKind, knownOn, type Week } from '../../terms/index.ts';

/** The days of a year on which an agency's week is not the plain one, each as `MM-DD off` or `MM-DD work`. */
function special(year: string, week: Week, known = calendar): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
    const { works, why } = dayKind(day, week, known);
    if (why !== null) days.push(`${day.slice(5)} ${works ? 'work' : 'off'}`);
  }
  return days;
}

const off = (...days: string[]) => days.map((day) => `${day} off`);

describe('the law alone', () => {
  it('moves a holiday on a weekly day off to the next working day, by article 208', () => {
    const { days } = yearByLaw(2024);

    expect(days['2024-12-08']).toMatchObject({ five: 'off', six: 'off' });
    expect(days['2024-12-09']).toMatchObject({ five: 'off', six: 'off' });
  });

  it('moves a holiday on a Saturday for agencies of five days only', () => {
    expect(yearByLaw(2026).days['2026-05-11']).toMatchObject({ five: 'off', six: 'work' });
  });

  it('moved no holiday before the Labour Code that began on 30 April 2023', () => {
    expect(yearByLaw(2023).days['2023-01-02']).toBeUndefined();
    expect(yearByLaw(2023).days['2023-10-02']).toMatchObject({ five: 'off', six: 'off' });
  });

  it('leaves open the days around a hayit that nobody has announced, and the day it would move to', () => {
    const expected = [{ holiday: 'A feast', on: '2026-05-10', source: 'test' }];
    const [feast] = yearByLaw(2026, { expected }).expected ?? [];

    expect(Object.keys(feast?.days ?? {})).toEqual(['2026-05-10', '2026-05-12', '2026-05-11']);
    expect(new Set(feast?.unsure)).toEqual(new Set(['2026-05-09', '2026-05-10', '2026-05-11', '2026-05-12']));
  });
});

describe('the decreed years', () => {
  it.each([
    [
      '2023',
      5,
      [
        ...[
          '01-02 off',
          '01-03 off',
          '01-07 work',
          '03-08 off',
          '03-11 work',
          '03-20 off',
          '03-21 off',
          '03-22 off',
        ],
        ...[
          '03-25 work',
          '04-21 off',
          '04-24 off',
          '05-09 off',
          '06-28 off',
          '06-29 off',
          '06-30 off',
          '09-01 off',
        ],
        ...['10-02 off', '12-08 off'],
      ],
    ],
    [
      '2023',
      6,
      off(
        ...[
          '01-02',
          '01-03',
          '03-08',
          '03-20',
          '03-21',
          '03-22',
          '04-21',
          '04-22',
          '04-24',
          '05-09',
          '06-28',
          '06-29',
        ],
        ...['06-30', '07-01', '09-01', '09-02', '10-02', '12-08', '12-30'],
      ),
    ],
    [
      '2024',
      5,
      [
        ...[
          '01-01 off',
          '01-02 off',
          '01-06 work',
          '03-08 off',
          '03-21 off',
          '03-22 off',
          '04-10 off',
          '04-11 off',
        ],
        ...[
          '04-12 off',
          '04-13 work',
          '05-09 off',
          '06-17 off',
          '06-18 off',
          '09-02 off',
          '09-03 off',
          '10-01 off',
        ],
        ...['12-09 off', '12-14 work', '12-30 off', '12-31 off'],
      ],
    ],
    [
      '2024',
      6,
      off(
        ...[
          '01-01',
          '01-02',
          '03-08',
          '03-21',
          '03-22',
          '03-23',
          '04-10',
          '04-11',
          '04-12',
          '05-09',
          '06-17',
          '06-18',
        ],
        ...['08-31', '09-02', '09-03', '10-01', '12-09', '12-30', '12-31'],
      ),
    ],
    [
      '2025',
      5,
      [
        ...[
          '01-01 off',
          '01-02 off',
          '01-04 work',
          '03-10 off',
          '03-21 off',
          '03-31 off',
          '05-09 off',
          '06-06 off',
        ],
        ...['09-01 off', '10-01 off', '12-08 off', '12-31 off'],
      ],
    ],
    [
      '2025',
      6,
      off(
        ...[
          '01-01',
          '01-02',
          '03-08',
          '03-21',
          '03-31',
          '05-09',
          '06-06',
          '06-07',
          '09-01',
          '10-01',
          '12-08',
          '12-31',
        ],
      ),
    ],
    [
      '2026',
      5,
      [
        ...off(
          '01-01',
          '01-02',
          '03-09',
          '03-20',
          '03-23',
          '05-11',
          '05-27',
          '05-28',
          '05-29',
          '08-31',
          '09-01',
        ),
        ...['10-01 off', '12-08 off', '12-12 work', '12-31 off'],
      ],
    ],
    [
      '2026',
      6,
      off(
        ...[
          '01-01',
          '01-02',
          '01-03',
          '03-09',
          '03-20',
          '03-21',
          '05-09',
          '05-27',
          '05-28',
          '05-29',
          '05-30',
          '08-31',
        ],
        ...['09-01', '10-01', '12-08', '12-31'],
      ),
    ],
  ] as const)('have in %s, for agencies of %i days, the days that the decrees give', (year, week, days) => {
    expect(special(year, week)).toEqual(days);
  });

  it.each(['2023', '2024', '2025', '2026'])('leave no day of %s an estimate', (year) => {
    const open: string[] = [];
    for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
      if (dayKind(day, 5, calendar).estimate) open.push(day);
    }
    expect(open).toEqual([]);
  });

  it('stand in the order in which they were published', () => {
    const published = Object.values(calendar.years).map(({ decrees = [] }) =>
      decrees.map((one) => one.publishedOn),
    );

    expect(published.map((days) => [...days].sort())).toEqual(published);
  });

  it('name for every day that is not plain what says so', () => {
    const nameless = Object.values(calendar.years).flatMap(({ source, decrees = [], expected = [] }) =>
      [source, ...decrees.map((one) => one.source), ...expected.map((one) => one.source)].filter(
        (one) => one.length < 10,
      ),
    );
    expect(nameless).toEqual([]);
  });
});

describe('what was known on a date', () => {
  it('is for April 2023 the exchange that UP-58 later struck out', () => {
    const before = special('2023', 5, knownOn(calendar, '2023-04-19'));

    expect(before).toEqual(expect.arrayContaining(['04-24 off', '04-29 work']));
    expect(before).not.toContain('04-21 off');
  });

  it('is for Qurbon hayit 2023 another day, and no certainty, until 19 June', () => {
    const before = knownOn(calendar, '2023-06-18');

    expect(dayKind('2023-06-28', 5, before)).toMatchObject({ works: true, estimate: true });
    expect(dayKind('2023-06-29', 5, before)).toMatchObject({ works: false, estimate: true });
    expect(dayKind('2023-06-30', 5, before)).toMatchObject({ works: false, estimate: false });
    expect(dayKind('2023-06-28', 5, knownOn(calendar, '2023-06-19'))).toMatchObject({
      works: false,
      estimate: false,
    });
  });

  it('is of a year before its decree the law alone: its holidays are sure, its other days are not', () => {
    const before = knownOn(calendar, '2025-12-23');

    expect(dayKind('2026-12-08', 5, before)).toMatchObject({ works: false, estimate: false });
    expect(dayKind('2026-12-31', 5, before)).toMatchObject({ works: true, estimate: true });
  });

  it('is of 2027 the law and what the moon lets expect', () => {
    expect(dayKind('2027-03-09', 5, calendar)).toMatchObject({
      works: false,
      why: 'Ramazon hayit, expected',
      estimate: true,
    });
    expect(dayKind('2027-04-06', 5, calendar)).toMatchObject({ works: true, estimate: true });
  });

  it('only ever grows: what is settled once stays settled', () => {
    const dates = fc
      .integer({ min: 0, max: 5 * 365 })
      .map((day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(dates, dates, dates, fc.constantFrom(5 as const, 6 as const), (date, one, other, week) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const open = [earlier, later].map((day) => dayKind(date, week, knownOn(calendar, day)).estimate);

        expect(open).not.toEqual([false, true]);
      }),
    );
  });
});
