import type { Catalogue } from '../../notation/catalogue.ts';
import { uzbekistan } from './support/catalogue.ts';
import { birth, man, woman } from './support/events.ts';
import { type People, walkRoute } from './support/walk-route.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan();
});

const walk = (differs: Parameters<typeof birth>[0] = {}, people: People = {}) =>
  walkRoute({ catalogue, lifeEvent: 'child-birth', event: birth(differs), people });

describe('a birth in hospital to a married couple who want every service', () => {
  it('goes through every agency without anybody having to come', async () => {
    const { outcome, steps } = await walk();

    expect(outcome).toBe('complete');
    expect(steps).toEqual({
      record: 'done',
      marriage: 'done',
      visit: 'skipped',
      register: 'done',
      number: 'done',
      clinic: 'done',
      residence: 'done',
      address: 'done',
      kindergarten: 'done',
      order: 'done',
      claims: 'done',
      social: 'skipped',
      entitlement: 'done',
      benefit: 'done',
      fee: 'done',
      invoice: 'done',
      payment: 'done',
      certificate: 'done',
      'id-card': 'done',
      congratulation: 'done',
    });
  });

  it('counts a place in the queue of the kindergarten as done, with its number', async () => {
    const { answers } = await walk();

    expect(answers['kindergarten']).toMatchObject({
      place: 'queued',
      queueNumber: expect.stringMatching(/^\d{6}$/),
    });
  });

  it('pays 70.3 percent of the minimum wage on the day of birth', async () => {
    const inForce = await walk({ bornOn: '2026-11-02' });
    const before = await walk({ bornOn: '2024-09-30' });

    expect(inForce.answers['entitlement']).toMatchObject({ amount: 893_513, because: 'first-child' });
    expect(before.answers['entitlement']).toMatchObject({ amount: 738_150 });
  });

  it('asks 15 percent of the base amount for the paper certificate', async () => {
    const { answers } = await walk();

    expect(answers['fee']).toEqual({ amount: 61_800, because: 'certificate-fee' });
  });
});

describe('parents who choose nothing', () => {
  it('get registration and personal number only', async () => {
    const { outcome, steps } = await walk({ services: [] });

    expect(outcome).toBe('complete');
    expect(Object.keys(steps).filter((id) => steps[id] === 'done')).toEqual([
      'record',
      'marriage',
      'register',
      'number',
      'claims',
      'congratulation',
    ]);
  });
});

describe('births that the registry must see in person', () => {
  it.each([
    ['a mother alone', { father: null, parentsMarried: false }],
    ['a foundling', { mother: null, father: null, parentsMarried: false, medicalRecord: null }],
    ['a birth at home without a medical record', { place: 'home', medicalRecord: null }],
    ['a number that the hospital does not know', { mother: woman(911) }],
    ['parents who are not married: paternity is to be established', { parentsMarried: false }],
    ['a marriage that the register does not know', { mother: woman(901) }],
  ])('%s', async (_name, differs) => {
    const { outcome, steps } = await walk(differs);

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({ visit: 'done', register: 'done', number: 'done' });
  });

  it('end as refused where nobody will come: nothing is registered', async () => {
    const { outcome, steps } = await walk({ father: null, parentsMarried: false }, { decline: ['visit'] });

    expect(outcome).toBe('refused');
    expect(steps).toMatchObject({ visit: 'refused: declined', register: 'skipped' });
  });
});

describe('a foundling', () => {
  const foundling = { mother: null, father: null, parentsMarried: false, medicalRecord: null };

  it('gets no benefit, no address of a parent, and a certificate without a fee', async () => {
    const { steps, answers } = await walk(foundling);

    expect(answers['fee']).toEqual({ amount: 0, because: 'no-parents' });
    expect(steps).toMatchObject({
      residence: 'skipped',
      address: 'skipped',
      order: 'skipped',
      entitlement: 'skipped',
      benefit: 'skipped',
      invoice: 'skipped',
      payment: 'skipped',
      certificate: 'done',
      congratulation: 'skipped',
    });
  });
});

describe('what the parents say and what the register knows', () => {
  it('is shown where it differs, and the register is believed', async () => {
    const { answers } = await walk({ mother: woman(901), birthOrder: 1 });

    expect(answers['marriage']).toEqual({ married: false });
    expect(answers['claims']).toEqual({ differsFromClaim: { marriage: true, birthOrder: false } });
  });

  it('decides the benefit by the birth order in the register', async () => {
    const { answers, steps } = await walk({ mother: woman(910), birthOrder: 1 });

    expect(answers['claims']).toEqual({ differsFromClaim: { marriage: false, birthOrder: true } });
    expect(answers['entitlement']).toEqual({
      entitled: false,
      amount: 0,
      because: 'third-or-later-child',
      applyWithin: '1 month',
    });
    expect(steps['benefit']).toBe('skipped');
  });
});

describe('the benefit for a second child', () => {
  it('is not due where the family is not in the social register', async () => {
    const { outcome, answers, steps } = await walk({ mother: woman(902), birthOrder: 2 });

    expect(outcome).toBe('complete');
    expect(answers['entitlement']).toMatchObject({
      entitled: false,
      because: 'second-child-not-in-register',
    });
    expect(steps).toMatchObject({ social: 'done', benefit: 'skipped' });
  });

  it('is due where the family is in the social register', async () => {
    const { answers, steps } = await walk({ mother: woman(903), birthOrder: 2 });

    expect(answers['entitlement']).toMatchObject({ entitled: true, because: 'second-child-in-register' });
    expect(steps['benefit']).toBe('done');
  });

  it('was due to everybody for births before April 2024, and the social register is not asked', async () => {
    const { answers, steps } = await walk({ mother: woman(902), birthOrder: 2, bornOn: '2024-03-31' });

    expect(answers['entitlement']).toEqual({
      entitled: true,
      amount: null,
      because: 'every-birth',
      applyWithin: '6 months',
    });
    expect(steps['benefit']).toBe('done');
    expect(steps).not.toHaveProperty('social');
  });
});

describe('a refusal that the parents can mend', () => {
  const cases = [
    {
      name: 'no account for the benefit',
      differs: { payout: null },
      step: 'benefit',
      code: 'no-account',
      value: { kind: 'post', value: '100011' },
    },
    {
      name: 'a full clinic',
      differs: { mother: woman(904) },
      step: 'clinic',
      code: 'clinic-full',
      value: 'Family clinic 13',
    },
    {
      name: 'a kindergarten without places',
      differs: { mother: woman(905) },
      step: 'kindergarten',
      code: 'takes-no-applications',
      value: 'Kindergarten 8',
    },
    {
      name: 'no kindergarten chosen',
      differs: { kindergarten: null },
      step: 'kindergarten',
      code: 'none-chosen',
      value: 'Kindergarten 8',
    },
  ];

  it.each(cases)('$name: mended, and the route is complete', async ({ differs, step, value }) => {
    const { outcome, steps } = await walk(differs, { mend: { [step]: value } });

    expect(outcome).toBe('complete');
    expect(steps[step]).toBe('done');
  });

  it.each(cases)('$name: left as it is, and everything else goes on', async ({ differs, step, code }) => {
    const { outcome, steps } = await walk(differs);

    expect(outcome).toBe('partial');
    expect(Object.entries(steps).filter(([, end]) => end.startsWith('refused'))).toEqual([
      [step, `refused: ${code}`],
    ]);
  });
});

describe('a refusal that nobody can mend', () => {
  it('leaves the others alone: a benefit that was paid before', async () => {
    const { outcome, steps } = await walk({ mother: woman(912) });

    expect(outcome).toBe('partial');
    expect(steps).toMatchObject({
      benefit: 'refused: paid-before',
      certificate: 'done',
      congratulation: 'done',
    });
  });
});

describe('a death meanwhile', () => {
  it.each([
    ['of the mother', woman(906)],
    ['of the child', woman(909)],
  ])('%s stops the route before any payment or message', async (_name, mother) => {
    const { outcome, steps } = await walk({ mother });

    expect(outcome).toBe('withdrawn');
    expect(steps['register']).toBe('done');
    expect(steps['benefit']).not.toBe('done');
    expect(steps['congratulation']).not.toBe('done');
  });
});

describe('twins', () => {
  it('are two routes with an act and a number each', async () => {
    const twin = (number: number) =>
      walkRoute({
        catalogue,
        lifeEvent: 'child-birth',
        route: `twin-${number.toString()}`,
        event: birth({ multiple: { of: 2, number } }),
      });

    const [first, second] = [await twin(1), await twin(2)];

    expect([first.outcome, second.outcome]).toEqual(['complete', 'complete']);
    expect(first.answers['number']).not.toEqual(second.answers['number']);
    expect(first.answers['register']).not.toEqual(second.answers['register']);
  });
});

describe('the father', () => {
  it('may be the only parent who is known', async () => {
    const { outcome, steps } = await walk({ mother: null, father: man(), parentsMarried: false });

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({
      visit: 'done',
      residence: 'done',
      benefit: 'skipped',
      congratulation: 'skipped',
    });
  });
});
