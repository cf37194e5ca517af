import { z } from 'zod';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const confirm = serviceOf('registry.confirm', { kind: 'task', answer: z.object({ yes: z.literal(true) }) });
const catalogue = catalogueOf(confirm);
const route = routeOf(catalogue, { hear: { service: 'registry.confirm', by: 'applicant', input: {} } });

/** A withdrawal that was taken up in a workflow task that was lost leaves the step skipped and its task closed. */
describe('the task of a step that is entered once more after a workflow task that was lost', () => {
  let stage: Stage;
  let id: string;
  beforeAll(async () => {
    stage = await Stage.set(catalogue);
  });
  beforeEach(async () => {
    id = await stage.enter({ route });
    await stage.engine('open-step', callOf(id, 'hear'));
  });
  afterAll(() => stage.strike());

  const enterAgain = async (before: 'skipped' | 'done', seq: number) => {
    const ended = `update steps set status = $2, seq = $3, ended_at = now() where route = $1`;
    await stage.rows(ended, id, before, seq);
    await stage.rows('update tasks set closed_at = now() where route = $1', id);
    await stage.engine('open-step', callOf(id, 'hear', { seq: 6 }));
    return stage.rows(`select closed_at is null as "isOpen" from tasks where route = $1`, id);
  };

  it('is open again: it is the same person’s turn', async () => {
    expect(await enterAgain('skipped', 5)).toEqual([{ isOpen: true }]);
  });

  it('stays closed where the step has gone on since', async () => {
    expect(await enterAgain('done', 8)).toEqual([{ isOpen: false }]);
  });
});
