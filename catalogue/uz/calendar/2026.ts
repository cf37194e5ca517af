import { yearByLaw } from './by-law.ts';

const extra = 'Extra day off';
const extraSix = 'Extra day off of six-day agencies';
const hayits = 'computed by the lunar calendar';

/** Decree UP-257 for the year, and a resolution on each hayit (the text of PP-194 itself was not seen). Checked 2026-11-22. */
export const year = yearByLaw(2026, {
  expected: [
    { holiday: 'Ramazon hayit', on: '2026-03-20', source: hayits },
    { holiday: 'Qurbon hayit', on: '2026-05-27', source: hayits },
  ],
  decrees: [
    {
      publishedOn: '2025-12-24',
      source: 'UP-257 of 24.12.2025',
      settles: ['year'],
      days: {
        '2026-01-02': { five: 'off', six: 'off', why: extra },
        '2026-01-03': { five: 'off', six: 'off', why: extraSix },
        '2026-03-09': { five: 'off', six: 'off', why: "Women's Day, moved from Sunday 8 March" },
        '2026-03-23': { five: 'off', six: 'work', why: 'Navroz, moved from Saturday 21 March' },
        '2026-05-11': {
          five: 'off',
          six: 'work',
          why: 'Day of Memory and Honour, moved from Saturday 9 May',
        },
        '2026-05-28': { five: 'off', six: 'off', why: extra },
        '2026-05-29': { five: 'off', six: 'off', why: extra },
        '2026-05-30': { five: 'off', six: 'off', why: extraSix },
        '2026-08-31': { five: 'off', six: 'off', why: extra },
        '2026-12-12': { five: 'work', six: 'work', why: 'Worked in exchange for 31 December' },
        '2026-12-31': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 12 December; extra for six-day agencies',
        },
      },
    },
    {
      publishedOn: '2026-03-17',
      source: 'PP-106 of 17.3.2026',
      settles: ['Ramazon hayit'],
      days: { '2026-03-20': { five: 'off', six: 'off', why: 'Ramazon hayit' } },
    },
    {
      publishedOn: '2026-05-20',
      source: 'PP-194 of 20.5.2026',
      settles: ['Qurbon hayit'],
      days: { '2026-05-27': { five: 'off', six: 'off', why: 'Qurbon hayit' } },
    },
  ],
});
