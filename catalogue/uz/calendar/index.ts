import type { CalendarData } from '../../../notation/catalogue.ts';
import { year as year2023 } from './2023.ts';
import { year as year2024 } from './2024.ts';
import { year as year2025 } from './2025.ts';
import { year as year2026 } from './2026.ts';
import { year as year2027 } from './2027.ts';
import { yearByLaw } from './by-law.ts';

const known = { 2023: year2023, 2024: year2024, 2025: year2025, 2026: year2026, 2027: year2027 };

/** Years without a file, as the law alone has them. Kept from the first birth rule to twenty years on. */
const others = Object.fromEntries(
  Array.from({ length: 21 }, (_, index) => 2020 + index).map((year) => [year.toString(), yearByLaw(year)]),
);

/**
 * Working days of Uzbekistan. A new decree is a file for `npm run calendar`, or an entry under its year here.
 * `publishedOn` is the decree's own date, where the day of publication was not seen apart.
 */
export const calendar: CalendarData = { years: { ...others, ...known } };
