import { connect, type Database } from '../../db/client.ts';
import { run } from '../../db/statement.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';

const backend = { name: 'backend', text: 'select pg_backend_pid() as pid, $1::text as said' };
const known = `select statement from pg_prepared_statements where name = 'backend'`;

describe('a statement in its own words', () => {
  let fresh: FreshDatabase;
  let db: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    db = connect(fresh.url, { connections: 2 });
  });
  afterAll(async () => {
    await db.close();
    await fresh.drop();
  });

  it('runs on the connection of the running transaction, which knows it by its name from then on', async () => {
    const [first, again, kept] = await db.orm.transaction(async (tx) => [
      await run(tx, backend, ['one']),
      await run(tx, backend, ['two']),
      (await tx.execute(known)).rows,
    ]);

    expect([first, again].map((rows) => rows[0]?.['said'])).toEqual(['one', 'two']);
    expect(first[0]?.['pid']).toBe(again[0]?.['pid']);
    expect(kept).toEqual([{ statement: backend.text }]);
  });

  it('is undone with its transaction', async () => {
    const write = { name: 'write', text: `insert into installation (id) values ($1)` };
    const failing = db.orm.transaction(async (tx) => {
      await run(tx, write, ['nowhere']);
      throw new Error('undone');
    });

    await expect(failing).rejects.toThrow('undone');
    expect((await db.pool.query('select from installation')).rowCount).toBe(0);
  });

  it('is refused within a savepoint rather than run beside it', async () => {
    const nested = db.orm.transaction((tx) => tx.transaction((deeper) => run(deeper, backend, ['three'])));

    await expect(nested).rejects.toThrow('within a savepoint');
  });
});
