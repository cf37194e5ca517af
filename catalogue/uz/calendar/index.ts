import type { CalendarData } from '../../../notation/catalogue.ts';
import { year as year2023 } from './2023.ts';
import { year as year2024 } from './2024.ts';
import { year as year2025 } from './2025.ts';
import { year as year2026 } from './2026.ts';
import { year as year2027 } from './2027.ts';
import { yearByLaw } from './by-law.ts';

const known = { 2023: year2023, 2024: year2024, 2025: year2025, 2026: year2026, 2027: year2027 };

/** Years without a file: the fixed holidays only. Kept from the first birth rule to twenty years on. */
const others = Object.fromEntries(
  Array.from({ length: 21 }, (_, index) => 2020 + index).map((year) => [
    year.toString(),
    yearByLaw(year, { source: 'Fixed holidays and Labour Code art. 208 only; decree to be confirmed' }),
  ]),
);

/** Working days of Uzbekistan. A new decree is a new file here. */
export const calendar: CalendarData = { years: { ...others, ...known } };
