/**
 * The personal number (PINFL, JSHSHIR), 14 digits, by PKM 177 of 12.4.2022: sex and century · DDMMYY of birth ·
 * registering territory (3) · serial (3) · check digit. Plain functions; the schema stands in identifiers.ts.
 */

const weights = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7] as const;

/** The 14th digit for the first 13: their sum by these weights, modulo 10. */
export function checkDigit(digits: string): number {
  return weights.reduce<number>((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0) % 10;
}

export function hasCheckDigit(pinfl: string): boolean {
  return Number(pinfl.at(13)) === checkDigit(pinfl);
}

/** The date of birth that stands in the number; null where its digits are no date. */
export function birthDate(pinfl: string): string | null {
  const century = 17 + Math.ceil(Number(pinfl.at(0)) / 2);
  const date = `${century.toString()}${pinfl.slice(5, 7)}-${pinfl.slice(3, 5)}-${pinfl.slice(1, 3)}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}
