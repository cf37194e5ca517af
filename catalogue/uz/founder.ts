import { z } from 'zod';
import { personal } from '../../notation/schema.ts';
import { countryCode, foreignPassport, pinfl, tin } from './identifiers.ts';

/** Percent of the charter capital, at most four decimals. */
const share = z
  .number()
  .gt(0)
  .max(100)
  .refine((percent) => Math.abs(percent * 10_000 - Math.round(percent * 10_000)) < 1e-6, {
    params: { text: 'share-decimals' },
  });

/** Who founds: a person by number, a person from abroad by passport, or a company by its taxpayer number. */
export const Founder = z.union([
  z.object({ pinfl: pinfl(), sharePercent: share }),
  z.object({ passport: foreignPassport(), country: personal(countryCode()), sharePercent: share }),
  z.object({ tin: tin(), sharePercent: share }),
]);
