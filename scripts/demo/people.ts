import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';

/**
 * People who do not exist, other ones at each start. Without a serial of its own (digits 11 to 13) their numbers
 * trigger no agreed situation of the simulator.
 */
export function newPerson(
  bornOn: string,
  sex: 'female' | 'male',
  serial: number = below(900),
): { readonly pinfl: string } {
  return { pinfl: syntheticPinfl({ bornOn, sex, territory: 1 + below(998), serial }) };
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}
