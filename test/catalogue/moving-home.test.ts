import type { Catalogue } from '../../notation/catalogue.ts';
import { uzbekistan } from './support/catalogue.ts';
import { man, woman } from './support/events.ts';
import { walkRoute } from './support/walk-route.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await uzbekistan('test/fixtures/moving-home');
});

const move = (differs: Readonly<Record<string, unknown>> = {}) => ({
  person: woman(21),
  movingOn: '2026-11-20',
  address: { cadastralNumber: '10:09:03:01:02:5001' },
  owner: man(22),
  children: [woman(23), man(24)],
  forwardMail: true,
  ...differs,
});

describe('a third life event, written as a folder of data', () => {
  it('stands beside the others and takes services of theirs', () => {
    expect(Object.keys(catalogue.lifeEvents).sort()).toEqual(['child-birth', 'move-home', 'open-business']);
    expect(catalogue.agencies).toHaveProperty('post');
    expect(catalogue.texts.en['move-home.children']).toBe('Register each child at the new address');
  });

  it('runs to its end: the owner agrees, the family is registered, the mail follows', async () => {
    const { outcome, steps, answers } = await walkRoute({ catalogue, lifeEvent: 'move-home', event: move() });

    expect(outcome).toBe('complete');
    expect(Object.values(steps)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
    expect(answers['fee']).toEqual({ amount: 8_240, because: 'move-fee' });
    expect(answers['children']).toHaveLength(2);
  });

  it('asks nobody where the family owns the home, and has nothing to do for children where there are none', async () => {
    const event = move({ owner: null, children: [], forwardMail: false });

    const { outcome, steps } = await walkRoute({ catalogue, lifeEvent: 'move-home', event });

    expect(outcome).toBe('complete');
    expect(steps).toMatchObject({ agreement: 'skipped', children: 'done', mail: 'skipped' });
  });
});
