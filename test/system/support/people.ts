import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';

let territory = 100;

/** A person who does not exist. Serials from 900 are the simulator's agreed situations. */
export function person(sex: 'female' | 'male', serial = 123): { readonly pinfl: string } {
  territory += 1;
  return { pinfl: syntheticPinfl({ bornOn: '1994-03-08', sex, territory, serial }) };
}

const dayMs = 86_400_000;
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

/** A birth in hospital to married parents who want nothing beside registration and number. */
export function birth(changes: Record<string, unknown> = {}) {
  return {
    medicalRecord: 'MR-20260001',
    bornOn: daysAgo(3),
    place: 'hospital',
    child: { givenName: 'Nigora', sex: 'female' },
    mother: person('female'),
    father: person('male'),
    parentsMarried: true,
    birthOrder: 1,
    clinic: null,
    kindergarten: null,
    services: [] as string[],
    ...changes,
  };
}

/** A limited company of these founders, in equal shares. */
export const company = (founders: readonly object[], changes: Record<string, unknown> = {}) => ({
  form: 'llc',
  name: 'Bahor Savdo',
  founders: founders.map((founder) => ({ ...founder, sharePercent: 100 / founders.length })),
  director: founders[0],
  address: { cadastralNumber: '10:09:01:02:03:0042' },
  activity: { oked: '62010' },
  capital: 10_000_000,
  taxRegime: 'turnover',
  bank: null,
  licence: null,
  ...changes,
});
