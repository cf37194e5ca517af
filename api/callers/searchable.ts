import { personKey } from '../../db/personal/person-key.ts';
import { numberOf, type Person } from '../checks/person.ts';
import { Problem } from '../problems/problem.ts';
import type { Caller } from './caller.ts';

/** The key to search by; citizens may search for themselves only, or they could learn who else takes part. */
export function searchable(caller: Caller, person: Person): string {
  const key = personKey(numberOf(person));
  if (caller.role === 'citizen' && caller.personKey !== key) throw new Problem('forbidden');
  return key;
}
