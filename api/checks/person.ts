import { z } from 'zod';
import { pinfl, tin } from '../../catalogue/uz/identifiers.ts';

/** A person by their number. */
export const Pinfl = z.object({ pinfl: pinfl() });

/** Who applies: a person or an organisation. */
export const Person = z
  .union([Pinfl, z.object({ tin: tin() })])
  .meta({ id: 'Person', description: 'A person by PINFL, or an organisation by TIN.' });
export type Person = z.output<typeof Person>;

/** The number that stands for a person. */
export function numberOf(person: Person): string {
  return 'pinfl' in person ? person.pinfl : person.tin;
}
