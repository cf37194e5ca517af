import { createHash } from 'node:crypto';

/** A stream of digits and numbers that looks random and is always the same for the same words. */
export interface Seeded {
  /** So many decimal digits. */
  digits(count: number): string;
  /** A whole number from 0 up to, but not including, `bound` (at most a million). */
  below(bound: number): number;
}

export function seeded(...words: readonly string[]): Seeded {
  const seed = createHash('sha256').update(JSON.stringify(words)).digest();
  let block = 0;
  let pool: number[] = [];

  function nextDigit(): number {
    for (;;) {
      const byte = pool.shift();
      // 250 and above would make the digits 0 to 5 more frequent than the others.
      if (byte !== undefined && byte < 250) return byte % 10;
      if (byte === undefined) {
        pool = [...createHash('sha256').update(seed).update(String(block)).digest()];
        block += 1;
      }
    }
  }

  const digits = (count: number): string => Array.from({ length: count }, nextDigit).join('');
  return { digits, below: (bound) => Number(digits(9)) % bound };
}
