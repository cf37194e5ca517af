import type { Journey } from './journey.ts';
import { newPerson } from './people.ts';

/** A limited company of two founders, who both confirm. */
export function openBusiness(): Journey {
  const founders = [newPerson('1988-02-17', 'male'), newPerson('1991-11-05', 'female')] as const;
  const [director] = founders;
  return {
    says: 'A business opens: a limited company of two founders',
    body: {
      lifeEvent: 'open-business',
      person: director,
      channel: 'demo',
      region: '1726',
      event: {
        form: 'llc',
        name: `Bahor Savdo ${Date.now() % 1_000_000}`,
        founders: [
          { ...founders[0], sharePercent: 60 },
          { ...founders[1], sharePercent: 40 },
        ],
        director,
        address: { cadastralNumber: '10:09:01:02:03:0042' },
        activity: { oked: '62010' },
        capital: 10_000_000,
        taxRegime: 'turnover',
        bank: null,
        licence: null,
      },
    },
    personOf: (task) =>
      (task.for.party === 'item' ? (founders[task.for.instance ?? 0] ?? director) : director).pinfl,
    answers: { confirm: { confirmed: true } },
  };
}
