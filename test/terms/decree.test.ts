import fc from 'fast-check';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { dayKind, decreeFaults, type DecreeOfYear, withDecree } from '../../terms/index.ts';

const decree: DecreeOfYear = {
  year: 2027,
  publishedOn: '2026-12-24',
  source: 'a made-up decree',
  days: {
    '2027-01-04': { five: 'off', six: 'off', why: 'Extra day off' },
    '2027-01-09': { five: 'work', six: 'work', why: 'Worked in exchange' },
  },
};

describe('a decree that joins the calendar', () => {
  it('overrules the law on the days it names, and settles them', () => {
    const after = withDecree(calendar, decree);

    expect(dayKind('2027-01-04', 5, after)).toEqual({
      works: false,
      why: 'Extra day off',
      source: 'a made-up decree',
      estimate: false,
    });
    expect(dayKind('2027-01-09', 5, after).works).toBe(true);
    expect(dayKind('2027-01-05', 5, after)).toMatchObject({ works: true, estimate: true });
    expect(dayKind('2027-01-04', 5, calendar).works).toBe(true);
  });

  it('settles the year where it says so, but not the hayits', () => {
    const after = withDecree(calendar, { ...decree, settles: ['year'] });

    expect(dayKind('2027-01-05', 5, after).estimate).toBe(false);
    expect(dayKind('2027-03-10', 5, after).estimate).toBe(true);
  });

  it('takes back the expected day of a hayit that it settles', () => {
    const days = { '2027-03-10': { five: 'off', six: 'off', why: 'Ramazon hayit' } } as const;
    const after = withDecree(calendar, { ...decree, days, settles: ['year', 'Ramazon hayit'] });

    expect(dayKind('2027-03-09', 5, after)).toMatchObject({ works: true, estimate: false });
    expect(dayKind('2027-03-10', 5, after)).toMatchObject({ works: false, estimate: false });
  });

  it('gives way to a decree that was published later, whichever was taken first', () => {
    const days = { '2027-01-04': { five: 'work', six: 'work', why: 'Taken back' } } as const;
    const later: DecreeOfYear = { ...decree, publishedOn: '2027-01-02', source: 'a later one', days };
    const ways = [
      withDecree(withDecree(calendar, decree), later),
      withDecree(withDecree(calendar, later), decree),
    ];

    expect(ways.map((way) => dayKind('2027-01-04', 5, way).works)).toEqual([true, true]);
  });

  it('stands once however often it is taken', () => {
    const once = withDecree(calendar, decree);

    expect(withDecree(once, decree)).toEqual(once);
  });

  it('may be the first that is known of a year', () => {
    const far = { ...decree, year: 2070, days: { '2070-05-05': decree.days['2027-01-04'] } } as DecreeOfYear;

    expect(dayKind('2070-05-05', 5, withDecree(calendar, far))).toMatchObject({
      works: false,
      estimate: false,
    });
    expect(dayKind('2070-05-06', 5, withDecree(calendar, far))).toMatchObject({
      works: true,
      estimate: true,
    });
  });
});

describe('a decree that cannot be meant so', () => {
  it('is refused where it declares a working day to be one', () => {
    const days = { '2027-01-05': { five: 'work', six: 'work', why: 'Worked' } } as const;

    expect(decreeFaults(calendar, { ...decree, days })).toEqual([
      '2027-01-05: it is a working day already, so declaring it one says nothing. Correct the date, or leave it out.',
    ]);
  });

  it('is refused where five-day agencies would work while six-day agencies rest', () => {
    const days = { '2027-01-09': { five: 'work', six: 'off', why: 'Exchanged' } } as const;

    expect(decreeFaults(calendar, { ...decree, days })).toEqual([
      '2027-01-09: agencies of five days would work while those of six days rest. Exchange "five" and "six".',
    ]);
  });

  it('may give back a working day that an earlier decree took', () => {
    const days = { '2027-01-04': { five: 'work', six: 'work', why: 'Taken back' } } as const;

    expect(decreeFaults(withDecree(calendar, decree), { ...decree, days })).toEqual([]);
  });

  it('finds no fault in any decree that the calendar holds', () => {
    const faults = Object.entries(calendar.years).flatMap(([year, { decrees = [], ...law }]) =>
      decrees.flatMap((one, index) => {
        const before = { years: { [year]: { ...law, decrees: decrees.slice(0, index) } } };
        return decreeFaults(before, { ...one, year: Number(year) });
      }),
    );
    expect(faults).toEqual([]);
  });
});

it('changes no other day than those it names, whatever they are', () => {
  const dates = fc
    .integer({ min: 0, max: 364 })
    .map((day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.uniqueArray(dates, { maxLength: 6 }), dates, (named, other) => {
      fc.pre(!named.includes(other));
      const days = Object.fromEntries(
        named.map((date) => [date, { five: 'off', six: 'off', why: 'Off' } as const]),
      );
      const after = withDecree(calendar, { ...decree, days });

      expect(dayKind(other, 6, after)).toEqual(dayKind(other, 6, calendar));
      expect(named.every((date) => !dayKind(date, 6, after).works)).toBe(true);
    }),
  );
});
