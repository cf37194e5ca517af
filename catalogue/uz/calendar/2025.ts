import { yearByLaw } from './by-law.ts';

const hayits = 'computed by the lunar calendar';

/**
 * No decree ordered 2025 as a whole ahead of time: one on its New Year, two on the hayits, and UP-257, the last one,
 * which settled it. A news page calls Saturday 22 March an extra day off; the ministry's working calendar, which is
 * followed, does not (nor did it add days in September). Checked 2026-11-22.
 */
export const year = yearByLaw(2025, {
  expected: [
    { holiday: 'Ramazon hayit', on: '2025-03-30', source: hayits },
    { holiday: 'Qurbon hayit', on: '2025-06-06', source: hayits },
  ],
  decrees: [
    {
      publishedOn: '2024-12-24',
      source: "The President's resolution of 24.12.2024 on the New Year holidays",
      days: {
        '2025-01-02': {
          five: 'off',
          six: 'off',
          why: 'Day off in exchange for 4 January; extra for six-day agencies',
        },
        '2025-01-04': { five: 'work', six: 'work', why: 'Worked in exchange for 2 January' },
      },
    },
    {
      publishedOn: '2025-03-26',
      source: 'PP-124 of 26.3.2025, with Labour Code, art. 208',
      settles: ['Ramazon hayit'],
      days: {
        '2025-03-30': { five: 'off', six: 'off', why: 'Ramazon hayit' },
        '2025-03-31': { five: 'off', six: 'off', why: 'Ramazon hayit, moved from Sunday 30 March' },
      },
    },
    {
      // Its own date was not seen: it was reported on this day.
      publishedOn: '2025-05-31',
      source: "The President's resolution on Qurbon hayit, reported on 31.5.2025",
      settles: ['Qurbon hayit'],
      days: {
        '2025-06-06': { five: 'off', six: 'off', why: 'Qurbon hayit' },
        '2025-06-07': { five: 'off', six: 'off', why: 'Extra day off of six-day agencies' },
      },
    },
    {
      publishedOn: '2025-12-24',
      source: 'UP-257 of 24.12.2025',
      settles: ['year'],
      days: { '2025-12-31': { five: 'off', six: 'off', why: 'Extra day off' } },
    },
  ],
});
