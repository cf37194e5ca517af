import type { Dice, Reported } from './dice.ts';

/** The life event of chaos/catalogue: services of all three ways to repeat, with undos. */
export function rehearsal({ chance, person }: Dice): Reported {
  const applicant = person('female');
  return {
    lifeEvent: 'rehearsal',
    person: applicant,
    event: { person: applicant, wantsLast: chance.below(2) === 0 },
  };
}
