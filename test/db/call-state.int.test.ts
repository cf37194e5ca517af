import { findCallState } from '../../db/call-state.ts';
import { connect, type Database } from '../../db/client.ts';
import { kept } from '../../db/personal/door.ts';
import { events } from '../../db/personal/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { enterRoutes } from './support/routes.ts';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  await enterRoutes(db, ['route-1']);
  const event = { body: { child: 'A' }, person: { pinfl: '1' } };
  await db.orm.insert(events).values({ route: 'route-1', ...event, ...kept('test') });
});
beforeEach(() =>
  db.pool.query('delete from gates; delete from maintenance; delete from outcomes; delete from steps'),
);
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const of = { route: 'route-1', step: 'account', instance: 0, key: 'route-1/account/0/1', agency: 'bank' };
const wanted = { reads: [], epoch: 1, undo: false };
const dataNow = async () => (await findCallState(db.orm, { ...of, data: wanted })).data;

describe('what a call is made of is read with its state', () => {
  it('where its agency can be called', async () => {
    await db.pool.query(`insert into gates (agency, tokens) values ('bank', 1)`);

    expect(await dataNow()).toEqual({
      event: { child: 'A' },
      person: { pinfl: '1' },
      ...{ answers: [], leftOut: [], consents: [], mended: [] },
    });
  });

  it('where nobody has called that agency yet', async () => {
    expect(await dataNow()).not.toBeNull();
  });
});

const place = { agency: 'bank', perSecond: 20, isProbe: false, patienceMs: 0, leadMs: 0 };
const placeNow = async (data: typeof wanted | null = wanted) =>
  (await findCallState(db.orm, { ...of, data, place })).place;
const tokens = async () =>
  (await db.pool.query<{ tokens: number }>('select tokens from gates')).rows.map((row) => row.tokens);

describe('a place is taken with the state of a call', () => {
  it('one for each, and none where all are taken', async () => {
    await db.pool.query(`insert into gates (agency, tokens, failures) values ('bank', 1, 2)`);

    expect(await placeNow()).toEqual({ is: 'go', inMs: 0, unsettled: true });
    expect((await tokens())[0]).toBeCloseTo(0, 3);
    // However long this has taken: no place has come meanwhile.
    await db.pool.query('update gates set tokens = -1000');
    expect(await placeNow()).toBeNull();
  });

  it('never where nobody has called the agency yet, nor where the data of the call are not wanted', async () => {
    expect(await placeNow()).toBeNull();
    await db.pool.query(`insert into gates (agency, tokens) values ('bank', 1)`);

    expect(await placeNow(null)).toBeNull();
    expect(await tokens()).toEqual([1]);
  });
});

describe('nothing personal is read, and no place is taken', () => {
  it.each([
    ['its agency is down', `update gates set opened_at = now()`],
    [
      'its agency rests by its own word',
      `insert into maintenance (id, agency, begins_at, ends_at, reason, declared_by)
       values ('w', 'bank', now() - interval '1 hour', now() + interval '1 hour', 'new disks', 'head')`,
    ],
    [
      'it came out already',
      `insert into outcomes (key, route, step, instance, epoch, "end", facts, decided_by)
       values ('route-1/account/0/1', 'route-1', 'account', 0, 1, 'done', '{}', 'agency')`,
    ],
    [
      'it was handed on to an agency whose gate is not looked at',
      `insert into steps (route, step, service, agency, status, seq)
       values ('route-1', 'account', 's', 'treasury', 'in-progress', 1)`,
    ],
  ])('where %s', async (_, standing) => {
    await db.pool.query(`insert into gates (agency, tokens) values ('bank', 1)`);
    await db.pool.query(standing);

    expect([await dataNow(), await placeNow()]).toEqual([null, null]);
    expect(await tokens()).toEqual([1]);
  });

  it('where it is not asked for', async () => {
    expect((await findCallState(db.orm, { ...of, data: null })).data).toBeNull();
  });
});
