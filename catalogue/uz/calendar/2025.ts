import { yearByLaw } from './by-law.ts';

/** The decree for the year was not seen; the hayits are estimates, 31 December is given by the decree for 2026. */
export const year = yearByLaw(2025, {
  source: 'Labour Code art. 208; UP-257 of 24.12.2025. Other days: to be confirmed. Checked 2026-11-22',
  movable: {
    '2025-03-30': 'Ramazon hayit (estimate)',
    '2025-06-06': 'Qurbon hayit (estimate)',
  },
  decreed: {
    '2025-12-31': { five: 'off', six: 'off', why: 'Extra day off (UP-257)' },
  },
});
