import { connect, type Database } from '../../db/client.ts';
import { countAttempt, type StepWrite, writeStep } from '../../db/steps.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { enterRoutes } from './support/routes.ts';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  await enterRoutes(db, ['route-1']);
});
beforeEach(() => db.pool.query('delete from steps'));
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const inProgress: StepWrite = {
  ...{ route: 'route-1', step: 'register', instance: 0, service: 's', agency: 'registry' },
  ...{ epoch: 1, seq: 5, status: 'in-progress' },
};
const write = (differs: Partial<StepWrite>) => writeStep(db.orm, { ...inProgress, ...differs });
async function row() {
  const { rows } = await db.pool.query<Record<string, unknown>>('select * from steps');
  return rows[0];
}

describe("a step's row", () => {
  it('is not written over by an older state, which learns of the later one', async () => {
    await write({ seq: 9, status: 'done' });
    expect(await write({ seq: 8, status: 'waiting-for-agency' })).toBe(9);
    expect(await row()).toMatchObject({ status: 'done', seq: 9 });
  });

  it('is not opened again by the repeat of what came before its end', async () => {
    await write({ status: 'in-progress' });
    await write({ status: 'done' });
    expect(await write({ status: 'in-progress' })).toBe(5);
    expect(await row()).toMatchObject({ status: 'done' });
  });

  it('keeps its instants when the same is written again', async () => {
    await write({ status: 'done' });
    const before = await row();
    await write({ status: 'done' });
    expect(await row()).toEqual(before);
  });

  it('keeps its term within an epoch and loses it with the epoch', async () => {
    const dueAt = new Date('2026-12-01T00:00:00Z');
    await write({ dueAt });
    await write({ seq: 6, status: 'waiting-for-agency' });
    expect(await row()).toMatchObject({ due_at: dueAt });
    await write({ seq: 7, epoch: 2 });
    expect(await row()).toMatchObject({ due_at: null });
  });

  it('counts tries without another change of its state', async () => {
    await write({ seq: 6, status: 'waiting-for-agency' });
    await Promise.all([1, 2, 3].map(() => countAttempt(db.orm, inProgress)));
    expect(await row()).toMatchObject({ status: 'waiting-for-agency', seq: 6, attempts: 3 });
  });

  it('counts how often it was told "not yet" until its status changes', async () => {
    await write({});
    await countAttempt(db.orm, inProgress, true);
    await countAttempt(db.orm, inProgress);
    await countAttempt(db.orm, inProgress, true);
    expect(await row()).toMatchObject({ polls: 2, attempts: 3 });
    await write({ seq: 6 });
    expect(await row()).toMatchObject({ polls: 2 });
    await write({ seq: 7, status: 'stuck' });
    expect(await row()).toMatchObject({ polls: 0, attempts: 3 });
  });

  it('stays with the agency that it was re-addressed to', async () => {
    await write({ agency: 'registry' });
    await db.pool.query(`update steps set agency = 'bank'`);
    await write({ seq: 6, status: 'done', agency: 'registry' });
    expect(await row()).toMatchObject({ agency: 'bank' });
  });
});
