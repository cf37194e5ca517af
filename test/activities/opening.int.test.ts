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

  it('is not read where another agency is called than the one that is looked at', async () => {
    const id = await stage.enter({ route });
    await dataOf(id, 'registry');

    expect(await dataOf(id, 'bank')).toBeNull();
    expect(await dataOf(id, null)).toBeNull();
  });
});
