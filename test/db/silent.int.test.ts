import { sql } from 'drizzle-orm';
import { Wire } from '../../chaos/stack/wire.ts';
import { isDatabaseAway } from '../../db/away.ts';
import { connect, type Database } from '../../db/client.ts';
import { isDatabaseUp } from '../../db/is-up.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let fresh: FreshDatabase;
let wire: Wire;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
});
beforeEach(async () => {
  const through = new URL(fresh.url);
  wire = await Wire.open(Number(through.port));
  through.port = String(wire.port);
  db = connect(through.href, { connections: 2, connectMs: 500, statementMs: 200 });
  await ask();
});
afterEach(async () => {
  if (!db.pool.ending) await db.close();
  wire.close();
});
afterAll(() => fresh.drop());

const ask = async () => (await db.orm.execute(sql`select 1 as one`)).rows;
const askWithin = () => db.orm.transaction(async (tx) => (await tx.execute(sql`select 1 as one`)).rows);

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it went well',
    (error: unknown) => error,
  );

describe.each([
  ['takes everything and passes nothing on', { is: 'hole', ways: ['there', 'back'] }],
  ['lets no answer through', { is: 'hole', ways: ['back'] }],
  ['throws away what it carries', { is: 'lossy', ways: ['there', 'back'] }],
  ['refuses whoever calls', { is: 'refusing' }],
] as const)('while the wire to PostgreSQL %s', (_what, fault) => {
  it.each([
    ['a question', () => ask()],
    ['a transaction', () => askWithin()],
  ])('%s is given up as one to be tried again, and works once the wire is well', async (_which, act) => {
    await wire.break(fault);
    const failures = await Promise.all([failureOf(act()), failureOf(act()), failureOf(act())]);
    await wire.heal();

    expect(failures.map(isDatabaseAway)).toEqual([true, true, true]);
    // More than there are connections: none was lost for good.
    expect(await Promise.all([act(), act(), act()])).toEqual(Array(3).fill([{ one: 1 }]));
  });
});

it('a transaction that is cut off in its middle leaves its connection to nobody', async () => {
  const failures = [1, 2, 3].map(() =>
    db.orm.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      wire.cut('RST');
      await tx.execute(sql`select 1`);
    }),
  );

  expect((await Promise.all(failures.map(failureOf))).map(isDatabaseAway)).toEqual([true, true, true]);
  expect(await askWithin()).toEqual([{ one: 1 }]);
});

it('readiness says no while nothing comes through, and yes again afterwards', async () => {
  await wire.break({ is: 'hole', ways: ['back'] });
  const whileSilent = await Promise.all([isDatabaseUp(db), isDatabaseUp(db), isDatabaseUp(db)]);
  await wire.heal();

  expect(whileSilent).toEqual([false, false, false]);
  expect(await isDatabaseUp(db)).toBe(true);
});

it('closing leaves no connection open, though nobody takes its goodbye', async () => {
  const client = await db.pool.connect();
  const { stream } = client.connection;
  client.release();
  await wire.break({ is: 'hole', ways: ['there', 'back'] });
  await db.close();
  // The test's patience ends it otherwise.
  while (!stream.destroyed) await new Promise((resolve) => setTimeout(resolve, 50));

  expect(wire.open).toBeGreaterThan(0);
});
