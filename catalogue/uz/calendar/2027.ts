import { yearByLaw } from './by-law.ts';

const hayits = 'computed by the lunar calendar';

/** No decree yet (the one for a year usually comes at the end of the December before). Checked 2026-11-22. */
export const year = yearByLaw(2027, {
  expected: [
    { holiday: 'Ramazon hayit', on: '2027-03-09', source: hayits },
    { holiday: 'Qurbon hayit', on: '2027-05-16', source: hayits },
  ],
});
