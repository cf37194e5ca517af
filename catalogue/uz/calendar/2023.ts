import { yearByLaw } from './by-law.ts';

/** The decree for the year was not seen; known are the days around Qurbon hayit, announced on 19.6.2023. */
export const year = yearByLaw(2023, {
  source: 'Labour Code art. 208; announcement of 19.6.2023. Other days: to be confirmed. Checked 2026-11-22',
  movable: { '2023-06-28': 'Qurbon hayit' },
  decreed: {
    '2023-06-29': { five: 'off', six: 'off', why: 'Extra day off for Qurbon hayit' },
    '2023-06-30': { five: 'off', six: 'off', why: 'Extra day off for Qurbon hayit' },
    '2023-07-01': { five: 'off', six: 'off', why: 'Extra day off for Qurbon hayit' },
  },
});
