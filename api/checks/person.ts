import { z } from 'zod';

const weights = [7, 3, 1] as const;
/** First digit of a PINFL: century of birth and sex; 1 and 2 are the 1800s. */
const centuries: Readonly<Record<string, number>> = { 1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000 };

/** The check digit of the first 13 digits: weights 7, 3, 1 repeated, sum modulo 10 (PKM 177 of 12.4.2022). */
export function pinflCheckDigit(digits: string): number {
  const sum = [...digits.slice(0, 13)].reduce(
    (total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0),
    0,
  );
  return sum % 10;
}

const isPinflShaped = (text: string): boolean => /^[1-6]\d{13}$/.test(text);

function holdsBirthDate(pinfl: string): boolean {
  const [day, month, year] = [pinfl.slice(1, 3), pinfl.slice(3, 5), pinfl.slice(5, 7)].map(Number) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC((centuries[pinfl.charAt(0)] ?? 0) + year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1;
}

/** A personal number as a person types it: checked in full. Registers' own numbers are taken more leniently. */
export const Pinfl = z
  .string()
  .refine(isPinflShaped, { params: { text: 'pinfl-format' }, abort: true })
  .refine(holdsBirthDate, { params: { text: 'pinfl-birth-date' }, abort: true })
  .refine((pinfl) => pinflCheckDigit(pinfl) === Number(pinfl.charAt(13)), {
    params: { text: 'pinfl-check-digit' },
  })
  .meta({
    id: 'Pinfl',
    pattern: '^[1-6]\\d{13}$',
    description: 'Personal number (PINFL), 14 digits; the last one checks the others.',
  });

/** Taxpayer number of an organisation. Its check digit is not published, so only its form is checked. */
export const Tin = z
  .string()
  .refine((text) => /^\d{9}$/.test(text), { params: { text: 'tin-format' } })
  .meta({ id: 'Tin', pattern: '^\\d{9}$', description: 'Taxpayer number (TIN), 9 digits.' });

/** Who applies: a person or an organisation. */
export const Person = z
  .union([z.object({ pinfl: Pinfl }), z.object({ tin: Tin })])
  .meta({ id: 'Person', description: 'A person by PINFL or an organisation by TIN.' });
export type Person = z.output<typeof Person>;

/** The number that stands for a person. */
export function numberOf(person: Person): string {
  return 'pinfl' in person ? person.pinfl : person.tin;
}
