import type { CalendarData } from '../../../notation/catalogue.ts';

/** The whole year by decree UP-257 of 24.12.2025 and Labour Code art. 208. Ordinary weekends are not listed. */
export const year: CalendarData['years'][string] = {
  source: 'UP-257 of 24.12.2025; Labour Code art. 208. Checked 2026-11-22',
  days: {
    '2026-01-01': { five: 'off', six: 'off', why: 'New Year' },
    '2026-01-02': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-01-03': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-03-08': { five: 'off', six: 'off', why: "Women's Day" },
    '2026-03-09': { five: 'off', six: 'off', why: "Women's Day, moved from Sunday 8 March (UP-257)" },
    '2026-03-20': { five: 'off', six: 'off', why: 'Ramazon hayit' },
    '2026-03-21': { five: 'off', six: 'off', why: 'Navroz' },
    '2026-03-23': { five: 'off', six: 'work', why: 'Navroz, moved from Saturday 21 March (UP-257)' },
    '2026-05-09': { five: 'off', six: 'off', why: 'Day of Memory and Honour' },
    '2026-05-11': { five: 'off', six: 'work', why: 'Day of Memory, moved from Saturday 9 May (UP-257)' },
    '2026-05-27': { five: 'off', six: 'off', why: 'Qurbon hayit' },
    '2026-05-28': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-05-29': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-05-30': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-08-31': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
    '2026-09-01': { five: 'off', six: 'off', why: 'Independence Day' },
    '2026-10-01': { five: 'off', six: 'off', why: "Teachers' Day" },
    '2026-12-08': { five: 'off', six: 'off', why: 'Constitution Day' },
    '2026-12-12': { five: 'work', six: 'work', why: 'Worked in exchange for 31 December (UP-257)' },
    '2026-12-31': { five: 'off', six: 'off', why: 'Day off in exchange for 12 December (UP-257)' },
  },
};
