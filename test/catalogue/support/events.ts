import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';

const number = (bornOn: string, sex: 'female' | 'male', serial: number) =>
  syntheticPinfl({ bornOn, sex, serial });

/** Synthetic people; `serial` 900 and above are agreed situations of the simulator. */
export const woman = (serial = 1) => ({ pinfl: number('1996-03-14', 'female', serial) });
export const man = (serial = 1) => ({ pinfl: number('1993-07-02', 'male', serial) });

export const everyService = ['residence', 'clinic', 'kindergarten', 'benefit', 'certificate', 'id-card'];

/** A birth in hospital to a married couple who want everything; `differs` says what is otherwise. */
export const birth = (differs: Readonly<Record<string, unknown>> = {}) => ({
  medicalRecord: 'TK-2026-000123',
  bornOn: '2026-11-02',
  place: 'hospital',
  child: { givenName: 'Madina', sex: 'female' },
  multiple: null,
  mother: woman(),
  father: man(),
  parentsMarried: true,
  birthOrder: 1,
  clinic: 'Family clinic 12',
  kindergarten: 'Kindergarten 7',
  payout: { kind: 'card', value: '8600123412341234' },
  services: everyService,
  ...differs,
});

/** A company of two people that wants everything; `differs` says what is otherwise. */
export const business = (differs: Readonly<Record<string, unknown>> = {}) => ({
  form: 'llc',
  name: 'Anor Savdo',
  founders: [
    { ...woman(11), sharePercent: 60 },
    { ...man(12), sharePercent: 40 },
  ],
  director: woman(11),
  address: { cadastralNumber: '10:09:03:01:02:5001' },
  activity: { oked: '62010' },
  capital: 50_000_000,
  taxRegime: 'vat',
  bank: 'Bank 3',
  licence: 'Medical practice',
  ...differs,
});
