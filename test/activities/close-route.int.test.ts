import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { from } from '../../notation/references.ts';
import { Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.act'));
const definition = routeOf(catalogue, {
  ask: { service: 'registry.act', input: { person: from('event.mother.pinfl') } },
});

describe('closing a route', () => {
  let stage: Stage;
  let id: string;
  beforeAll(async () => {
    stage = await Stage.set(catalogue);
  });
  beforeEach(async () => {
    id = await stage.enter({ route: definition });
    await stage.engine('close-route', { route: id, seq: 300, outcome: 'complete', reason: null });
  });
  afterAll(() => stage.strike());

  const row = async () =>
    (await stage.rows('select state, outcome, seq, closed_at from routes where id = $1', id))[0];

  it('counts again as the same when it is repeated, under whatever counter', async () => {
    const { closed_at: at } = (await row()) ?? {};
    await stage.engine('close-route', { route: id, seq: 600, outcome: 'complete', reason: null });

    expect(await row()).toEqual({ state: 'closed', outcome: 'complete', seq: 600, closed_at: at });
  });

  it('is taken back by the repeat of a lost workflow task that met a withdrawal first', async () => {
    await stage.engine('close-route', { route: id, seq: 600, outcome: 'withdrawn', reason: null });

    expect(await row()).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('is not changed by a straggler of a lost workflow task', async () => {
    await stage.engine('close-route', { route: id, seq: 200, outcome: 'refused', reason: null });

    expect(await row()).toMatchObject({ outcome: 'complete', seq: 300 });
  });
});
