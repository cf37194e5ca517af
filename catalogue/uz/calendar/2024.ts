import { yearByLaw } from './by-law.ts';

/** The decree for the year was not seen whole; known are its days in December. */
export const year = yearByLaw(2024, {
  source:
    'Labour Code art. 208; decree days of December 2024. Other days: to be confirmed. Checked 2026-11-22',
  decreed: {
    '2024-12-14': { five: 'work', six: 'work', why: 'Worked in exchange for 30 December' },
    '2024-12-30': { five: 'off', six: 'off', why: 'Day off in exchange for 14 December' },
    '2024-12-31': { five: 'off', six: 'off', why: 'Extra day off' },
  },
});
