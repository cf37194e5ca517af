import { sql } from 'drizzle-orm';
import { isDatabaseAway } from '../../db/away.ts';
import { connect, type Database } from '../../db/client.ts';
import { poolSettings } from '../../db/config.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let fresh: FreshDatabase;
let other: Database;
const opened: Database[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  other = connect(fresh.url);
});
afterAll(async () => {
  await Promise.all([other, ...opened].map((db) => db.close()));
  await fresh.drop();
});

function bounded(settings: Parameters<typeof connect>[1]): Database {
  const db = connect(fresh.url, settings);
  opened.push(db);
  return db;
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it went well',
    (error: unknown) => error,
  );

describe('a statement that takes too long', () => {
  it('is cut off, also while it waits for a lock, and its connection serves on', async () => {
    const db = bounded({ connections: 1, statementMs: 200 });
    const failure = await other.orm.transaction(async (tx) => {
      await tx.execute(sql`lock table routes in access exclusive mode`);
      return failureOf(db.orm.execute(sql`select count(*) from routes`));
    });

    expect(isDatabaseAway(failure)).toBe(true);
    expect((await db.orm.execute(sql`select count(*) as n from routes`)).rows).toEqual([{ n: '0' }]);
  });
});

describe('a transaction that does nothing', () => {
  it('loses its connection, which ends nothing else: the process and the pool go on', async () => {
    const db = bounded({ connections: 1, idleTransactionMs: 100 });
    const failure = await failureOf(
      db.orm.transaction(async (tx) => {
        const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await hasEnded(rows[0]?.pid ?? 0);
        await tx.execute(sql`select 1`);
      }),
    );

    expect(isDatabaseAway(failure)).toBe(true);
    expect((await db.orm.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });

  async function hasEnded(pid: number): Promise<void> {
    for (;;) {
      const found = await other.pool.query('select 1 from pg_stat_activity where pid = $1', [pid]);
      if (found.rowCount === 0) return;
    }
  }
});

describe('a pool whose connections are all taken', () => {
  it('says so instead of letting a request wait for ever', async () => {
    const db = bounded({ connections: 1, connectMs: 1_000 });
    const taken = await db.pool.connect();
    const failure = await failureOf(db.orm.execute(sql`select 1`));
    taken.release();

    expect(isDatabaseAway(failure)).toBe(true);
  });
});

describe('how a process uses PostgreSQL', () => {
  it('gives a worker more time than the API, before which people wait', () => {
    const [api, worker] = [poolSettings('api', {}), poolSettings('worker', {})];

    expect(api.statementMs).toBeLessThan(worker.statementMs);
    expect(Math.min(...Object.values(api), ...Object.values(worker))).toBeGreaterThan(0);
  });

  it('is what the settings say, and a wrong one is named without its value', () => {
    expect(
      poolSettings('api', { DATABASE_CONNECTIONS: '7', DATABASE_STATEMENT_TIMEOUT_MS: '0' }),
    ).toMatchObject({ connections: 7, statementMs: 0 });
    expect(() => poolSettings('worker', { DATABASE_CONNECTIONS: 'secret' })).toThrow(
      /^(?!.*secret).*DATABASE_CONNECTIONS/s,
    );
  });
});
