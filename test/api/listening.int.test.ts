import { setTimeout as sleep } from 'node:timers/promises';
import { createRouteChanges, type RouteChanges } from '../../api/long-poll/route-changes.ts';
import { connect, type Database } from '../../db/client.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let database: FreshDatabase;
let db: Database;
let changes: RouteChanges;
beforeAll(async () => {
  database = await freshDatabase();
  db = connect(database.url);
});
beforeEach(() => {
  changes = createRouteChanges(db, { listenOnMs: 50 });
});
afterEach(() => {
  changes.close();
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const patience = () => new AbortController().signal;
const tell = (route: string) => db.orm.execute(`select pg_notify('route_changed', '${route}')`);
const listening = async () => {
  const { rows } = await db.pool.query<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query in ('listen route_changed', 'select 1')`,
  );
  return rows[0]?.open;
};

async function untilNobodyListens(): Promise<void> {
  for (let looks = 0; (await listening()) !== 0; looks += 1) {
    if (looks > 500) throw new Error('Somebody listens still.');
    await sleep(20);
  }
}

describe('the connection over which changes are told', () => {
  it('is given back when nobody waits any more, and taken again by the next one', async () => {
    const first = await changes.listen('a');
    expect(await listening()).toBe(1);
    first?.close();
    await untilNobodyListens();

    const second = await changes.listen('a');
    expect(await listening()).toBe(1);
    const heard = second?.rung(20_000, patience());
    await tell('a');

    expect(await heard).toBe(true);
  });

  it('is kept where somebody waits again soon', async () => {
    (await changes.listen('a'))?.close();
    const next = await changes.listen('b');
    await sleep(200);
    const heard = next?.rung(20_000, patience());
    await tell('b');

    expect([await listening(), await heard]).toEqual([1, true]);
  });

  it('is kept while one of two still waits', async () => {
    const [stays, goes] = [await changes.listen('a'), await changes.listen('b')];
    goes?.close();
    await sleep(200);
    const heard = stays?.rung(20_000, patience());
    await tell('a');

    expect([await listening(), await heard]).toEqual([1, true]);
  });

  it('carries no more who wait than it may, also where they come together', async () => {
    const narrow = createRouteChanges(db, { limit: 1 });
    const ears = await Promise.all([narrow.listen('a'), narrow.listen('b')]);
    narrow.close();

    expect(ears.map((ear) => ear !== undefined)).toEqual([true, false]);
  });
});
