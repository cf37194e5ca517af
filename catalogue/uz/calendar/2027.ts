import { yearByLaw } from './by-law.ts';

/** The decree for the year is still to come (usually at the end of December); the hayits are estimates. */
export const year = yearByLaw(2027, {
  source: 'Labour Code art. 208; decree to be confirmed. Checked 2026-11-22',
  movable: {
    '2027-03-09': 'Ramazon hayit (estimate)',
    '2027-05-16': 'Qurbon hayit (estimate)',
  },
});
