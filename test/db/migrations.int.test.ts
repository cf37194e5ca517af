import { connect, type Database } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { raiseSeq } from '../../db/routes.ts';
import { definitions, routes, steps } from '../../db/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  const compiled = {
    id: 'test-event',
    version: '2026-01-01',
    title: '',
    reads: { values: [], present: [] },
    steps: {},
  };
  await db.orm
    .insert(definitions)
    .values({ hash: 'h', lifeEvent: 'test-event', version: '2026-01-01', compiled });
  await db.orm.insert(routes).values({
    ...{
      id: 'route-1',
      lifeEvent: 'test-event',
      version: '2026-01-01',
      definition: 'h',
      personKey: 'key-of-a-person',
    },
    ...{
      client: 'portal',
      channel: 'portal',
      testData: false,
      start: { facts: {}, items: {} },
      region: '1726',
    },
  });
  await db.orm.insert(steps).values({
    ...{ route: 'route-1', step: 'register', service: 'registry.register', agency: 'registry', seq: 1 },
    ...{ status: 'refused', refusalCode: 'too-late', attempts: 2 },
  });
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

/** Runs a query as the analysts' role. */
async function asAnalyst(query: string): Promise<Record<string, unknown>[]> {
  const connection = await db.pool.connect();
  try {
    await connection.query('set role analyst');
    return (await connection.query<Record<string, unknown>>(query)).rows;
  } finally {
    await connection.query('reset role');
    connection.release();
  }
}

describe('the tables', () => {
  it('are brought up to date once, by however many processes start together', async () => {
    const count = () =>
      db.pool.query<{ n: string }>('select count(*) as n from drizzle.__drizzle_migrations');
    const before = await count();
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
    expect((await count()).rows).toEqual(before.rows);
  });

  it('tell listeners which route has news, also where a later counter is recorded already', async () => {
    const heard: (string | undefined)[] = [];
    const listener = await db.pool.connect();
    listener.on('notification', ({ payload }) => heard.push(payload));
    await listener.query('listen route_changed');

    await raiseSeq(db.orm, 'route-1', 5);
    await raiseSeq(db.orm, 'route-1', 4);
    await listener.query('select 1');

    expect(heard).toEqual(['route-1', 'route-1']);
    const { rows } = await db.pool.query('select seq, revision from routes');
    expect(rows).toEqual([{ seq: 5, revision: 2 }]);
    listener.removeAllListeners('notification');
    listener.release(true);
  });
});

describe('what analysts see', () => {
  it('is how routes and steps ran', async () => {
    const [route] = await asAnalyst('select life_event, version, state from analyst_routes');
    expect(route).toEqual({ life_event: 'test-event', version: '2026-01-01', state: 'open' });
    const [step] = await asAnalyst(
      'select step, agency, service, status, refusal_code, attempts from analyst_steps',
    );
    expect(step).toEqual({
      step: 'register',
      agency: 'registry',
      service: 'registry.register',
      status: 'refused',
      refusal_code: 'too-late',
      attempts: 2,
    });
  });

  it('holds no column that names, finds or hashes a person', async () => {
    const columns = async (view: string) =>
      Object.keys((await asAnalyst(`select * from ${view}`))[0] ?? {}).sort();
    expect(await columns('analyst_routes')).toEqual(
      [
        'route',
        'life_event',
        'version',
        'region',
        'channel',
        'state',
        'outcome',
        'reason',
        'started_at',
        'closed_at',
        'seconds',
        'test_data',
        'fault_since',
      ].sort(),
    );
    expect(await columns('analyst_steps')).toEqual(
      [
        ...[
          'route',
          'life_event',
          'version',
          'region',
          'step',
          'instance',
          'agency',
          'service',
          'status',
          'epoch',
        ],
        ...['attempts', 'begun_at', 'due_at', 'ended_at', 'seconds', 'refusal_code', 'stuck_reason'],
        ...['skipped_because', 'test_data'],
      ].sort(),
    );
  });

  it.each([
    'routes',
    'steps',
    'parties',
    'access_entries',
    'webhooks',
    'webhook_secrets',
    'webhook_deliveries',
    'personal.events',
    'personal.answers',
    'personal.inbox',
  ])('is not the table %s', async (table) => {
    await expect(asAnalyst(`select * from ${table}`)).rejects.toThrow(/permission denied/);
  });
});
