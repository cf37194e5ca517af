import { z } from 'zod';
import { personal } from '../../notation/schema.ts';
import { countryCode, foreignPassport, pinfl, tin } from './identifiers.ts';

/** Percent of the charter capital. A third is a third: only the sum is checked (see the event). */
const share = z.number().gt(0).max(100);

/** Who founds: a person by number, a person from abroad by passport, or a company by its taxpayer number. */
export const Founder = z.union([
  z.object({ pinfl: pinfl(), sharePercent: share }),
  z.object({ passport: foreignPassport(), country: personal(countryCode()), sharePercent: share }),
  z.object({ tin: tin(), sharePercent: share }),
]);
