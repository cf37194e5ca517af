import type { DatedRate } from '../../notation/catalogue.ts';

const checkedOn = '2026-11-22';

/**
 * Amounts in soums that decrees change, oldest first. Steps between the entries that were not found are left out:
 * a day before the first entry has no rate, and the newest one may have been followed by another.
 */
export const rates: Readonly<Record<string, readonly DatedRate[]>> = {
  /** Base calculation amount (BHM): taxes, fees, fines, state duties. */
  'base-amount': [
    { from: '2019-09-01', amount: 202_730, source: 'decree of 21.5.2019; uwed.uz', checkedOn },
    {
      from: '2022-06-01',
      amount: 300_000,
      source: 'goldenpages.uz/en/zarplata; steps before: to be confirmed',
      checkedOn,
    },
    { from: '2023-12-01', amount: 340_000, source: 'press; steps before: to be confirmed', checkedOn },
    { from: '2024-10-01', amount: 375_000, source: 'gazeta.uz, 13.8.2024', checkedOn },
    {
      from: '2025-08-01',
      amount: 412_000,
      source: 'darakchi.uz; in use on 4.5.2026, later: to be confirmed',
      checkedOn,
    },
  ],
  /** Minimum wage (EKMM): wages and some benefits, the birth benefit among them. */
  'minimum-wage': [
    {
      from: '2024-04-01',
      amount: 1_050_000,
      source: 'anhor.uz; in force earlier, since when: to be confirmed',
      checkedOn,
    },
    { from: '2024-10-01', amount: 1_155_000, source: 'gazeta.uz, 13.8.2024', checkedOn },
    { from: '2025-08-01', amount: 1_271_000, source: 'darakchi.uz; later: to be confirmed', checkedOn },
  ],
  /** Base amount for pensions. */
  'pension-base': [
    { from: '2024-09-01', amount: 428_000, source: 'gazeta.uz', checkedOn },
    {
      from: '2025-07-01',
      amount: 471_000,
      source: 'darakchi.uz; another source keeps 428,000: to be confirmed',
      checkedOn,
    },
  ],
};
