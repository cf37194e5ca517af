import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';

/** People who do not exist, other ones at each start. Their numbers trigger no agreed situation of the simulator. */
export function newPerson(bornOn: string, sex: 'female' | 'male'): { readonly pinfl: string } {
  const below = (limit: number) => Math.floor(Math.random() * limit);
  return { pinfl: syntheticPinfl({ bornOn, sex, territory: 1 + below(998), serial: below(900) }) };
}
