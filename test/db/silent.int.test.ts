import { sql } from 'drizzle-orm';
import { Wire } from '../../chaos/stack/wire.ts';
import { isDatabaseAway } from '../../db/away.ts';
import { connect, type Database } from '../../db/client.ts';
import { isDatabaseUp } from '../../db/is-up.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

interface Line {
  readonly wire: Wire;
  readonly db: Database;
}

/** A test over a wire of its own to the database, so that tests wait side by side. */
const overWire = (test: (line: Line) => Promise<void>) => async () => {
  const through = new URL(fresh.url);
  const wire = await Wire.open(Number(through.port));
  through.port = String(wire.port);
  const db = connect(through.href, { connections: 2, connectMs: 1_000, statementMs: 200 });
  try {
    await ask(db);
    await test({ wire, db });
  } finally {
    if (!db.pool.ending) await db.close();
    wire.close();
  }
};

const ask = async (db: Database) => (await db.orm.execute(sql`select 1 as one`)).rows;
const askWithin = (db: Database) =>
  db.orm.transaction(async (tx) => (await tx.execute(sql`select 1 as one`)).rows);

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it went well',
    (error: unknown) => error,
  );

const faults = [
  ['takes everything and passes nothing on', { is: 'hole', ways: ['there', 'back'] }],
  ['lets no answer through', { is: 'hole', ways: ['back'] }],
  ['throws away what it carries', { is: 'lossy', ways: ['there', 'back'] }],
  ['refuses whoever calls', { is: 'refusing' }],
] as const;
const acts = [
  ['a question', ask],
  ['a transaction', askWithin],
] as const;

it.concurrent.each(
  faults.flatMap(([what, fault]) => acts.map(([which, act]) => [which, what, act, fault] as const)),
)(
  '%s is given up as one to be tried again while the wire to PostgreSQL %s, and works once it is well',
  async (_which, _what, act, fault) =>
    overWire(async ({ wire, db }) => {
      await wire.break(fault);
      const failures = await Promise.all([failureOf(act(db)), failureOf(act(db)), failureOf(act(db))]);
      await wire.heal();

      expect(failures.map(isDatabaseAway)).toEqual([true, true, true]);
      // More than there are connections: none was lost for good.
      expect(await Promise.all([act(db), act(db), act(db)])).toEqual(Array(3).fill([{ one: 1 }]));
    })(),
);

it.concurrent(
  'a transaction that is cut off in its middle leaves its connection to nobody',
  overWire(async ({ wire, db }) => {
    const failures = [1, 2, 3].map(() =>
      db.orm.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        wire.cut('RST');
        await tx.execute(sql`select 1`);
      }),
    );

    expect((await Promise.all(failures.map(failureOf))).map(isDatabaseAway)).toEqual([true, true, true]);
    expect(await askWithin(db)).toEqual([{ one: 1 }]);
  }),
);

it.concurrent(
  'readiness says no while nothing comes through, and yes again afterwards',
  overWire(async ({ wire, db }) => {
    await wire.break({ is: 'hole', ways: ['back'] });
    const whileSilent = await Promise.all([isDatabaseUp(db), isDatabaseUp(db), isDatabaseUp(db)]);
    await wire.heal();

    expect(whileSilent).toEqual([false, false, false]);
    expect(await isDatabaseUp(db)).toBe(true);
  }),
);

it.concurrent(
  'closing leaves no connection open, though nobody takes its goodbye',
  overWire(async ({ wire, db }) => {
    const client = await db.pool.connect();
    const { stream } = client.connection;
    client.release();
    await wire.break({ is: 'hole', ways: ['there', 'back'] });
    await db.close();
    // The test's patience ends it otherwise.
    while (!stream.destroyed) await new Promise((resolve) => setTimeout(resolve, 50));

    expect(wire.open).toBeGreaterThan(0);
  }),
);
