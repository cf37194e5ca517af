import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank' }));
const route = routeOf(catalogue, { open: { service: 'bank.open', input: {} } });

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
});
afterAll(() => stage.strike());

const failAt = async (attempt: number) => {
  stage.surroundings.attempt = attempt;
  await expect(
    stage.engine('settle', { ...callOf(id, 'unheard-of'), from: { decision: 'none' } }),
  ).rejects.toMatchObject({ type: 'Unexpected' });
};
const goWellAt = async (attempt: number) => {
  stage.surroundings.attempt = attempt;
  await stage.engine('record', { route: id, seq: 1, changes: [] });
};
const fault = async () => (await stage.rows('select fault from routes where id = $1', id))[0]?.['fault'];

describe('an activity of the engine that fails by a fault of ours', () => {
  it('shows on its route once it has failed five times, and no more once it went well', async () => {
    await failAt(4);
    expect(await fault()).toBeNull();

    await failAt(5);
    expect(await fault()).toBe('activity-fails');

    await failAt(6);
    await goWellAt(7);
    expect(await fault()).toBeNull();
  });

  it('leaves a mark that somebody else has to take away', async () => {
    await stage.rows(`update routes set fault = 'run-ended', fault_since = now() where id = $1`, id);

    await failAt(5);
    await goWellAt(6);

    expect(await fault()).toBe('run-ended');
  });
});
