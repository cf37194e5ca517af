import { checkDigit } from './pinfl.ts';

interface SyntheticPerson {
  /** `YYYY-MM-DD`, 1800 to 2099. */
  readonly bornOn: string;
  readonly sex: 'female' | 'male';
  /** Digits 11 to 13; 900 and above are agreed situations of the simulator (docs/situations.md). */
  readonly serial: number;
  /** Digits 8 to 10: registering territory. */
  readonly territory?: number;
}

/** A personal number of nobody: for tests, the demo and the simulator. Its check digit is right. */
export function syntheticPinfl({ bornOn, sex, serial, territory = 1 }: SyntheticPerson): string {
  const [year = '', month = '', day = ''] = bornOn.split('-');
  const century = (Number(year.slice(0, 2)) - 17) * 2 - (sex === 'male' ? 1 : 0);
  const digits =
    century.toString() +
    day +
    month +
    year.slice(2) +
    territory.toString().padStart(3, '0') +
    serial.toString().padStart(3, '0');
  return digits + checkDigit(digits).toString();
}
