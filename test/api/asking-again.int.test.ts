import { createRouteChanges } from '../../api/long-poll/route-changes.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, citizen, portal, type Sender, sender } from './support/requests.ts';
import { type Rows, rowsOf } from './support/rows.ts';

let database: FreshDatabase;
let api: ApiUnderTest;
let mygov: Sender;
let id: string;
let rows: Rows;

beforeAll(async () => {
  database = await freshDatabase();
  api = await apiUnderTest(database.url);
  mygov = await sender(api, portal);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  ({ id } = (await mygov.post('/v1/routes', choirStart())).body);
  rows = rowsOf(api.db, id);
  // That the route has begun is news too: let it come before the test looks.
  await api.deps.errands.settled();
});

describe('asking again', () => {
  const etagOf = async () => (await mygov.get(`/v1/routes/${id}`)).headers['etag'] ?? '';
  const again = async (etag: string, wait?: number, who: Sender = mygov) =>
    who.get(`/v1/routes/${id}`, {
      'If-None-Match': etag,
      ...(wait === undefined ? {} : { Prefer: `wait=${wait}` }),
    });

  it('is answered 304 without a body while nothing has happened', async () => {
    const { status, text, headers } = await again(await etagOf());

    expect([status, text]).toEqual([304, '']);
    expect(headers['etag']).toBe(await etagOf());
  });

  it('is answered with the new state once something has happened', async () => {
    const etag = await etagOf();
    await rows.route({ seq: 5 });
    const { status, body } = await again(etag);

    expect([status, body.seq]).toEqual([200, 5]);
  });

  it('is answered with what was written late, under a counter that others have passed', async () => {
    await rows.route({ seq: 9 });
    const etag = await etagOf();
    const waiting = again(etag, 20);
    setTimeout(() => void rows.route({ seq: 9 }), 100);
    const { status, body } = await waiting;

    expect([status, body.seq]).toEqual([200, 9]);
  });

  it('is answered anew in another language', async () => {
    const { status } = await mygov.get(`/v1/routes/${id}`, {
      'If-None-Match': await etagOf(),
      'Accept-Language': 'uz',
    });

    expect(status).toBe(200);
  });

  it('waits for a change and answers the moment it comes', async () => {
    const begun = Date.now();
    const waiting = again(await etagOf(), 20);
    setTimeout(() => void rows.route({ seq: 9 }), 300);
    const { status, body } = await waiting;

    expect([status, body.seq]).toEqual([200, 9]);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('waits no longer than it was asked to', async () => {
    const { status, headers } = await again(await etagOf(), 1);

    expect([status, headers['preference-applied']]).toEqual([304, 'wait=1']);
  });

  it('is not kept waiting by changes of other routes', async () => {
    const other = (await mygov.post('/v1/routes', choirStart())).body.id;
    setTimeout(() => void rowsOf(api.db, other).route({ seq: 2 }), 100);
    const { status } = await again(await etagOf(), 1);

    expect(status).toBe(304);
  });

  it('tells nothing to those who do not see the route', async () => {
    const { status } = await again(await etagOf(), 1, await sender(api, citizen(people.stranger)));

    expect(status).toBe(404);
  });

  it('is answered at once when too many wait already', async () => {
    const changes = createRouteChanges(api.db, { limit: 0 });
    const narrow = await apiUnderTest(database.url, { changes, readToken: api.deps.readToken });
    const token = await api.issuer.token(portal);
    const begun = Date.now();
    const headers = { Authorization: `Bearer ${token}`, 'If-None-Match': await etagOf(), Prefer: 'wait=20' };
    const { status } = await (await sender(narrow)).get(`/v1/routes/${id}`, headers);
    await narrow.close();

    expect(status).toBe(304);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('is sent on its way when the process is to end', async () => {
    const ending = await apiUnderTest(database.url, { readToken: api.deps.readToken });
    const token = await api.issuer.token(portal);
    const headers = { Authorization: `Bearer ${token}`, 'If-None-Match': await etagOf(), Prefer: 'wait=20' };
    const waiting = (await sender(ending)).get(`/v1/routes/${id}`, headers);
    setTimeout(() => {
      ending.deps.changes.close();
    }, 300);
    const { status } = await waiting;
    await ending.close();

    expect(status).toBe(304);
  });
});
