import { sql } from 'drizzle-orm';
import { connect, type Database } from '../../db/client.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { choirStart, portal, type Sender, sender } from './support/requests.ts';

let database: FreshDatabase;
let other: Database;
let api: ApiUnderTest;
let mygov: Sender;
let id: string;
beforeAll(async () => {
  database = await freshDatabase();
  other = connect(database.url);
  api = await apiUnderTest(database.url, { db: connect(database.url, { connections: 5, statementMs: 300 }) });
  mygov = await sender(api, portal);
  ({ id } = (await mygov.post('/v1/routes', choirStart())).body);
});
afterAll(async () => {
  await api.close();
  await api.db.close();
  await other.close();
  await database.drop();
});

/** Does it while somebody else holds the table of routes. */
const whileHeld = async <Result>(act: () => Promise<Result>): Promise<Result> =>
  other.orm.transaction(async (tx) => {
    await tx.execute(sql`lock table routes in access exclusive mode`);
    return act();
  });

describe('while the database is too slow', () => {
  it.each([
    ['starting', async () => mygov.post('/v1/routes', choirStart())],
    ['reading', async () => mygov.get(`/v1/routes/${id}`)],
    ['listing', async () => mygov.get('/v1/routes')],
  ])('%s is to be tried again, and works once it is not', async (_what, act) => {
    const { status, headers, body } = await whileHeld(act);

    expect([status, headers['retry-after'], body.type]).toEqual([503, '5', '/problems/unavailable']);
    expect((await act()).status).toBeLessThan(300);
  });
});
