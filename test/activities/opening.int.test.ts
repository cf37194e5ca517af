import { openCall } from '../../activities/call/opening.ts';
import type { World } from '../../activities/world.ts';
import { keepDefinitions } from '../../db/definitions.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.ask'));
const route = routeOf(catalogue, {
  ask: { service: 'registry.ask', input: { person: from('event.mother.pinfl') } },
});

describe('what a call is made of', () => {
  let stage: Stage;
  let world: World;
  beforeAll(async () => {
    stage = await Stage.set(catalogue);
    const { db } = stage;
    world = { db, catalogue, definitionOf: keepDefinitions(db.orm), met: new Map() } as unknown as World;
  });
  afterAll(() => stage.strike());

  const dataOf = async (id: string, calls: string | null) =>
    (await openCall(world, callOf(id, 'ask'), { calls })).data;

  it('is read with the state of its step from the second meeting on', async () => {
    const id = await stage.enter({ route });

    expect(await dataOf(id, 'registry')).toBeNull();
    expect(await dataOf(id, 'registry')).toMatchObject({ event: { mother: { pinfl: people.mother } } });
  });

  it('is read by the second of two calls that begin together on a route that has not been met', async () => {
    const id = await stage.enter({ route });
    const [first, second] = await Promise.all([dataOf(id, 'registry'), dataOf(id, 'registry')]);

    expect(first).toBeNull();
    expect(second).toMatchObject({ event: { mother: { pinfl: people.mother } } });
  });

  it('waits for nobody who could not find the route', async () => {
    await expect(dataOf('nobody', 'registry')).rejects.toThrow('no route nobody');
    expect(world.met.has('nobody')).toBe(false);
  });

  it('is not read where another agency is called than the one that is looked at', async () => {
    const id = await stage.enter({ route });
    await dataOf(id, 'registry');

    expect(await dataOf(id, 'bank')).toBeNull();
    expect(await dataOf(id, null)).toBeNull();
  });
});
