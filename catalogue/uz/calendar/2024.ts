import { yearByLaw } from './by-law.ts';

const extra = 'Extra day off';
const extraSix = 'Extra day off of six-day agencies';

/** Decree UP-213 for the year, and a resolution on each hayit. Checked 2026-11-22. */
export const year = yearByLaw(2024, {
  expected: [
    { holiday: 'Ramazon hayit', on: '2024-04-10', source: 'press of spring 2024' },
    { holiday: 'Qurbon hayit', on: '2024-06-16', source: 'press of spring 2024: 16 or 17 June' },
  ],
  decrees: [
    {
      publishedOn: '2023-12-22',
      source: 'UP-213 of 22.12.2023',
      settles: ['year'],
      days: {
        '2024-01-02': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 6 January; extra for six-day agencies',
        },
        '2024-01-06': { five: 'work', six: 'work', why: 'Worked in exchange for 2 January' },
        '2024-03-22': { five: 'off', six: 'off', why: extra },
        '2024-03-23': { five: 'off', six: 'off', why: extraSix },
        '2024-04-11': { five: 'off', six: 'off', why: extra },
        '2024-04-12': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 13 April; extra for six-day agencies',
        },
        '2024-04-13': { five: 'work', six: 'work', why: 'Worked in exchange for 12 April' },
        '2024-06-18': { five: 'off', six: 'off', why: extra },
        '2024-08-31': { five: 'off', six: 'off', why: extraSix },
        '2024-09-03': { five: 'off', six: 'off', why: extra },
        '2024-12-14': { five: 'work', six: 'work', why: 'Worked in exchange for 30 December' },
        '2024-12-30': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 14 December; extra for six-day agencies',
        },
        '2024-12-31': { five: 'off', six: 'off', why: extra },
      },
    },
    {
      publishedOn: '2024-04-08',
      source: "The President's resolution of 8.4.2024 on Ramazon hayit",
      settles: ['Ramazon hayit'],
      days: { '2024-04-10': { five: 'off', six: 'off', why: 'Ramazon hayit' } },
    },
    {
      publishedOn: '2024-06-11',
      source: "The President's resolution of 11.6.2024 on Qurbon hayit, with Labour Code, art. 208",
      settles: ['Qurbon hayit'],
      days: {
        '2024-06-16': { five: 'off', six: 'off', why: 'Qurbon hayit' },
        '2024-06-17': { five: 'off', six: 'off', why: 'Qurbon hayit, moved from Sunday 16 June' },
      },
    },
  ],
});
