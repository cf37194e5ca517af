import type { PartyToEnter } from '../../db/start-route.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { isRecord } from '../checks/pointers.ts';
import { numberOf, type Person } from '../checks/person.ts';

/**
 * Who takes part: the applicant, every field of the event that holds a person's number, and every element of a list
 * that does, by its index. People without a number yet (a founder with a passport) enter when they get one.
 */
export function partiesIn(person: Person, event: Readonly<Record<string, unknown>>): PartyToEnter[] {
  const applicant = { party: 'applicant', instance: 0, personKey: personKey(numberOf(person)) };
  const others = Object.entries(event).flatMap(([party, value]) => {
    const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
    return elements.flatMap((element, instance) => {
      const number = isRecord(element) ? element['pinfl'] : undefined;
      return typeof number === 'string' ? [{ party, instance, personKey: personKey(number) }] : [];
    });
  });
  return [applicant, ...others];
}
