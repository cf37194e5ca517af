import { addDays, addMonths, localDate, startOfDay } from '../../terms/index.ts';

describe('dates', () => {
  it('go on over the ends of months, years and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-11-15', 14)).toBe('2028-01-15');
  });

  it('begin at midnight on the wall clock of the country', () => {
    expect(startOfDay('2026-11-22', 'Asia/Tashkent')).toEqual(new Date('2026-11-21T19:00:00Z'));
    expect(localDate(new Date('2026-11-21T18:59:59Z'), 'Asia/Tashkent')).toBe('2026-11-21');
    expect(localDate(new Date('2026-11-21T19:00:00Z'), 'Asia/Tashkent')).toBe('2026-11-22');
  });

  it('are right in time zones with summer time and west of Greenwich too', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toEqual(new Date('2026-03-28T23:00:00Z'));
    expect(startOfDay('2026-03-30', 'Europe/Berlin')).toEqual(new Date('2026-03-29T22:00:00Z'));
    expect(startOfDay('2026-11-22', 'America/Santiago')).toEqual(new Date('2026-11-22T03:00:00Z'));
  });
});
