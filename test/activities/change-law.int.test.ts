import { eq } from 'drizzle-orm';
import { definitions, routes } from '../../db/schema.ts';
import { shapeOf } from '../../notation/shape.ts';
import type { ChangeLawArgs } from '../../temporal/law-messages.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.enrol'), serviceOf('registry.visit'));
const before = routeOf(catalogue, { enrol: { service: 'registry.enrol', input: {} } });
const after = {
  ...routeOf(catalogue, {
    enrol: { service: 'registry.enrol', input: {} },
    visit: { service: 'registry.visit', needs: ['enrol'], input: { person: '1' } },
  }),
  version: '2027-01-01',
};
const start = { facts: { 'event.order': 2 }, items: { visit: [{}] } };

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
afterAll(() => stage.strike());

const changeLaw = (args: ChangeLawArgs) => stage.engine('change-law', args);
const rowOf = async (id: string) => (await stage.db.orm.select().from(routes).where(eq(routes.id, id)))[0];

describe('recording a change of law', () => {
  it('lets the route name the new definition, which is stored with it', async () => {
    const id = await stage.enter({ route: before });
    const told = await changeLaw({ route: id, seq: 7, law: after, start });
    const hash = shapeOf(after);

    expect(told).toEqual({ seq: 7, version: '2027-01-01', definition: hash });
    expect(await rowOf(id)).toMatchObject({ definition: hash, version: '2027-01-01', seq: 7, start });
    const [stored] = await stage.db.orm.select().from(definitions).where(eq(definitions.hash, hash));
    expect(stored?.compiled).toEqual(after);
  });

  it('writes the same when it is repeated, and never goes back in the counter', async () => {
    const id = await stage.enter({ route: before });
    const args = { route: id, seq: 3, law: after, start };
    await changeLaw({ ...args, seq: 9 });
    await changeLaw(args);

    expect(await rowOf(id)).toMatchObject({ seq: 9, version: '2027-01-01', start });
  });

  it('has the next activity find its step in the new version', async () => {
    const id = await stage.enter({ route: before });
    const call = callOf(id, 'visit');
    await expect(stage.perform('registry.visit', call)).rejects.toThrow('registry.visit failed');
    await changeLaw({ route: id, seq: 2, law: after, start });

    await stage.perform('registry.visit', call);
    expect(stage.platform.asked).toEqual(['act registry.visit']);
  });
});
