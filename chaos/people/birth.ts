import { type Dice, oneOf, type Reported } from './dice.ts';

/** Most mothers are like anybody; the others trigger one of the agreed situations. */
const situations = [901, 902, 903, 904, 905, 906, 907, 909, 910, 911, 912] as const;
const services = ['residence', 'clinic', 'kindergarten', 'benefit', 'certificate', 'id-card'];

/** A child is born: at home or in hospital, to two parents, one or none that are known, with all that may be wished for. */
export function birth(dice: Dice): Reported {
  const { chance, today, person } = dice;
  const { mother, father } = parents(dice);
  const event = {
    ...place(dice),
    bornOn: daysBefore(today, 1 + chance.below(20)),
    child: { givenName: 'Nigora', sex: oneOf(chance, ['female', 'male']) },
    multiple: chance.below(10) === 0 ? { of: 2, number: 1 } : null,
    ...{ mother, father, parentsMarried: father !== null, birthOrder: 1 },
    clinic: oneOf(chance, ['CL-1726-012', null]),
    kindergarten: oneOf(chance, ['KG-1726-101', null]),
    payout: oneOf(chance, [{ kind: 'card', value: '8600000000000000' }, null]),
    services: services.filter(() => chance.below(3) > 0),
  };
  return { lifeEvent: 'child-birth', person: mother ?? father ?? person('female'), event };
}

function parents({ chance, person }: Dice) {
  const situation = chance.below(2) === 0 ? 123 : oneOf(chance, situations);
  const isFoundling = chance.below(25) === 0;
  const isFatherKnown = !isFoundling && chance.below(8) > 0;
  return {
    mother: isFoundling ? null : person('female', situation),
    father: isFatherKnown ? person('male') : null,
  };
}

function place({ chance, index }: Dice) {
  const isAtHome = chance.below(12) === 0;
  const hasRecord = !isAtHome && chance.below(15) > 0;
  const medicalRecord = hasRecord ? `MR-${20_000_000 + index}` : null;
  return { medicalRecord, place: isAtHome ? 'home' : 'hospital' };
}

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}
