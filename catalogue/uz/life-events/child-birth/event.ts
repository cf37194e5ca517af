import { z } from 'zod';
import { valueAt } from '../../../../notation/facts.ts';
import { crossFields, type Wrong } from '../../cross-fields.ts';
import { code, documentNumber, pastDate, payout, Person, personName } from '../../identifiers.ts';
import { birthServices, multiple, places, sexes } from '../../words.ts';

/** What is reported of a birth; of twins each is reported by itself. */
export const event = crossFields(
  z.object({
    medicalRecord: documentNumber()
      .nullable()
      .describe("Number of the hospital's birth record, if there is one"),
    bornOn: pastDate().describe('Day of birth'),
    place: places.describe('Where the child was born'),
    child: z.object({ givenName: personName(), sex: sexes }),
    multiple: multiple.nullable().describe('Of twins and more: how many were born, and which one this is'),
    mother: Person.nullable().describe('Null for a foundling'),
    father: Person.nullable().describe('Null where no father is named'),
    parentsMarried: z.boolean().describe("What the parents say; the register's answer wins"),
    birthOrder: z
      .int()
      .min(1)
      .max(30)
      .describe("The mother's how-manieth child, as the parents say; the register wins"),
    clinic: code().nullable().describe("Chosen clinic; null for the one that serves the parent's address"),
    kindergarten: code().nullable().describe('Chosen kindergarten'),
    payout: payout().nullable().describe('Where the benefit is paid to; asked for later if it is not known'),
    services: z.array(birthServices).max(6).describe('What the parents want beside registration and number'),
  }),
  wrongTogether,
);

function wrongTogether(value: unknown): Wrong[] {
  const mother = valueAt(value, 'mother.pinfl');
  const of = valueAt(value, 'multiple.of');
  const number = valueAt(value, 'multiple.number');
  const services = valueAt(value, 'services');
  const chosen: readonly unknown[] = Array.isArray(services) ? services : [];
  return [
    ...(mother !== undefined && mother === valueAt(value, 'father.pinfl')
      ? [{ path: ['father', 'pinfl'], text: 'parents-same' }]
      : []),
    ...(typeof of === 'number' && typeof number === 'number' && number > of
      ? [{ path: ['multiple', 'number'], text: 'multiple-number' }]
      : []),
    ...chosen.flatMap((service, index) =>
      chosen.indexOf(service) < index ? [{ path: ['services', index], text: 'chosen-twice' }] : [],
    ),
  ];
}
