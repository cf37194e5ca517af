import { yearByLaw } from './by-law.ts';

const extra = 'Extra day off';
const extraSix = 'Extra day off of six-day agencies';

/**
 * Decree UP-270 was amended on 20 April by UP-58, whose text names 21 April as the first day of Ramazon hayit. A news
 * page of June 2023 lists 22 to 24 April as the feast; the decree is followed. Checked 2026-11-22.
 */
export const year = yearByLaw(2023, {
  expected: [
    { holiday: 'Ramazon hayit', on: '2023-04-22', source: 'press of 1.4.2023' },
    { holiday: 'Qurbon hayit', on: '2023-06-29', source: 'press of spring 2023' },
  ],
  decrees: [
    {
      publishedOn: '2022-12-23',
      source: 'UP-270 of 23.12.2022',
      settles: ['year'],
      days: {
        '2023-01-02': { five: 'off', six: 'off', why: extra },
        '2023-01-03': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 7 January; extra for six-day agencies',
        },
        '2023-01-07': { five: 'work', six: 'work', why: 'Worked in exchange for 3 January' },
        '2023-03-11': { five: 'work', six: 'work', why: 'Worked in exchange for 20 March' },
        '2023-03-20': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 11 March; extra for six-day agencies',
        },
        '2023-03-22': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 25 March; extra for six-day agencies',
        },
        '2023-03-25': { five: 'work', six: 'work', why: 'Worked in exchange for 22 March' },
        '2023-04-24': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 29 April; extra for six-day agencies',
        },
        '2023-04-29': { five: 'work', six: 'work', why: 'Worked in exchange for 24 April' },
        '2023-06-30': { five: 'off', six: 'off', why: extra },
        '2023-07-01': { five: 'off', six: 'off', why: extraSix },
        '2023-09-02': { five: 'off', six: 'off', why: extraSix },
        '2023-12-30': { five: 'off', six: 'off', why: extraSix },
      },
    },
    {
      publishedOn: '2023-04-20',
      source: 'UP-58 of 20.4.2023, amending UP-270',
      settles: ['Ramazon hayit'],
      days: {
        '2023-04-21': { five: 'off', six: 'off', why: 'Ramazon hayit' },
        '2023-04-22': { five: 'off', six: 'off', why: extraSix },
        '2023-04-24': { five: 'off', six: 'off', why: extra },
        '2023-04-29': {
          five: 'off',
          six: 'work',
          why: 'No longer worked: the exchange for 24 April is struck out',
        },
      },
    },
    {
      publishedOn: '2023-06-19',
      source: 'PP-195 of 19.6.2023',
      settles: ['Qurbon hayit'],
      days: {
        '2023-06-28': { five: 'off', six: 'off', why: 'Qurbon hayit' },
        '2023-06-29': { five: 'off', six: 'off', why: 'Extra day off for Qurbon hayit' },
        '2023-06-30': { five: 'off', six: 'off', why: 'Extra day off for Qurbon hayit' },
        '2023-07-01': { five: 'off', six: 'off', why: extraSix },
      },
    },
  ],
});
