import type { Journey } from './journey.ts';
import { newPerson } from './people.ts';

const dayMs = 86_400_000;

/** A girl, born three days ago in a hospital to married parents; they ask for everything that is not on paper. */
export function childBirth(): Journey {
  const mother = newPerson('1996-04-12', 'female');
  const father = newPerson('1994-09-30', 'male');
  return {
    says: 'A child is born: a girl, in hospital, to married parents',
    body: {
      lifeEvent: 'child-birth',
      person: mother,
      channel: 'demo',
      region: '1726',
      event: {
        medicalRecord: `MR-${Date.now()}`,
        bornOn: new Date(Date.now() - 3 * dayMs).toISOString().slice(0, 10),
        place: 'hospital',
        child: { givenName: 'Nigora', sex: 'female' },
        mother,
        father,
        parentsMarried: true,
        birthOrder: 1,
        clinic: 'CL-1726-012',
        kindergarten: 'KG-1726-101',
        payout: { kind: 'card', value: '8600000000000000' },
        services: ['residence', 'clinic', 'kindergarten', 'benefit'],
      },
    },
    personOf: () => mother.pinfl,
    answers: {},
  };
}
