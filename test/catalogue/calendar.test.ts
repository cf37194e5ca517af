import { yearByLaw } from '../../catalogue/uz/calendar/by-law.ts';
import { year as year2026 } from '../../catalogue/uz/calendar/2026.ts';
import { calendar } from '../../catalogue/uz/calendar/index.ts';

describe('the calendar', () => {
  it('moves a holiday on a weekly day off to the next working day, by article 208', () => {
    const { days } = yearByLaw(2024, { source: 'test' });

    expect(days['2024-12-08']).toMatchObject({ five: 'off', six: 'off' });
    expect(days['2024-12-09']).toMatchObject({ five: 'off', six: 'off' });
  });

  it('moves a holiday on a Saturday for agencies of five days only', () => {
    const { days } = yearByLaw(2026, { source: 'test' });

    expect(days['2026-05-11']).toMatchObject({ five: 'off', six: 'work' });
  });

  it('moves two holidays on one weekend to two working days', () => {
    const { days } = yearByLaw(2026, { source: 'test', movable: { '2026-05-10': 'A feast on Sunday' } });

    expect(days['2026-05-11']).toMatchObject({ five: 'off', six: 'off' });
    expect(days['2026-05-12']).toMatchObject({ five: 'off', six: 'work' });
  });

  it('has for 2026 by decree what the law alone would give, and the days that UP-257 added', () => {
    const movable = { '2026-03-20': 'Ramazon hayit', '2026-05-27': 'Qurbon hayit' };
    const byLaw = yearByLaw(2026, { source: 'test', movable }).days;
    const added = Object.keys(year2026.days).filter((day) => byLaw[day] === undefined);

    expect(Object.keys(byLaw).filter((day) => year2026.days[day]?.five !== byLaw[day]?.five)).toEqual([]);
    expect(Object.keys(byLaw).filter((day) => year2026.days[day]?.six !== byLaw[day]?.six)).toEqual([]);
    expect(added).toEqual([
      '2026-01-02',
      '2026-01-03',
      '2026-05-28',
      '2026-05-29',
      '2026-05-30',
      '2026-08-31',
      '2026-12-12',
      '2026-12-31',
    ]);
  });

  it('says of every year but the decreed one that it is an estimate, and where it is known from', () => {
    const certain = Object.keys(calendar.years).filter((year) => !calendar.years[year]?.estimate);

    expect(certain).toEqual(['2026']);
    expect(Object.values(calendar.years).every(({ source }) => source.length > 10)).toBe(true);
  });
});
