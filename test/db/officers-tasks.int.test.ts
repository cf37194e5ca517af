import { connect, type Database } from '../../db/client.ts';
import { readdressStep, type StepKey, writeStep } from '../../db/steps.ts';
import { closeTasks, openOfficerTask } from '../../db/tasks.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { enterRoutes } from './support/routes.ts';

let fresh: FreshDatabase;
let db: Database;
let step: StepKey;
beforeEach(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  await enterRoutes(db, ['route-1']);
  step = { route: 'route-1', step: 'register', instance: 0 };
  const row = { ...step, service: 's', agency: 'registry', epoch: 1, seq: 1 };
  await writeStep(db.orm, { ...row, status: 'in-progress' });
});
afterEach(async () => {
  await db.close();
  await fresh.drop();
});

const ask = (team: string) =>
  openOfficerTask(db.orm, {
    ...{ ...step, epoch: 1, kind: 'officer', service: 's', team },
    ...{ party: null, personKey: null, field: null, dueAt: null },
  });
async function asked() {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    'select team, level, claimed_by from tasks where closed_at is null',
  );
  return rows;
}

describe('the task of the officers of a step', () => {
  it('is the other agency’s once the step was handed on to it, and begins anew there', async () => {
    await ask('registry');
    await db.pool.query(`update tasks set level = 2, claimed_by = 'officer-1'`);
    await readdressStep(db.orm, step, 'bank');

    expect(await asked()).toEqual([{ team: 'bank', level: 1, claimed_by: null }]);
  });

  it('stays with the team that operates the whole, whoever the step is with', async () => {
    await ask('operator');
    await readdressStep(db.orm, step, 'bank');

    expect(await asked()).toMatchObject([{ team: 'operator' }]);
  });

  it('goes to the agency that the step is with when it is stuck again', async () => {
    await ask('registry');
    await closeTasks(db.orm, step, 'officer');
    await readdressStep(db.orm, step, 'bank');
    await ask('bank');

    expect(await asked()).toMatchObject([{ team: 'bank' }]);
  });
});
