import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, choirWith, citizen, portal, sender } from './support/requests.ts';

let database: FreshDatabase;
let api: ApiUnderTest;

beforeAll(async () => {
  database = await freshDatabase();
  api = await apiUnderTest(database.url);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('the health of the process', () => {
  it('is asked without a token', async () => {
    const live = await api.agent.get('/health/live');
    const ready = await api.agent.get('/health/ready');

    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    expect([ready.status, ready.body]).toEqual([200, { status: 'ok', database: 'ok', routes: 'ok' }]);
  });

  it('is good while routes cannot be moved, because starts are taken all the same', async () => {
    const alone = await apiUnderTest(database.url, { canMoveRoutes: async () => Promise.resolve(false) });
    const { status, body } = await alone.agent.get('/health/ready');
    await alone.close();

    expect([status, body.routes]).toEqual([200, 'unreachable']);
  });

  it('takes no work once the process is to end', async () => {
    const ending = await apiUnderTest(database.url, { isOpen: () => false });
    const { status } = await ending.agent.get('/health/ready');
    await ending.close();

    expect(status).toBe(503);
  });
});

describe('what the process tells of itself', () => {
  const planted = [people.leader, people.alto, 'Bulbul-planted', 'token-planted', '998901112233'];
  let id: string;
  let token: string;

  beforeAll(async () => {
    const mygov = await sender(api, portal);
    const start = choirStart();
    ({ id } = (await mygov.post('/v1/routes', choirWith({ name: 'Bulbul-planted' }))).body);
    token = await api.issuer.token(citizen(people.alto));
    await mygov.get(`/v1/routes/${id}`, { 'Hayot-Person-Token': token, 'User-Agent': 'Bulbul-planted' });
    await mygov.get(`/v1/routes/${people.alto}?name=Bulbul-planted`);
    await mygov.get(`/nowhere/${people.alto}?phone=998901112233`);
    await mygov.post('/v1/routes/search', { person: { pinfl: people.alto } });
    await mygov.post('/v1/routes', { ...start, [people.alto]: 'Bulbul-planted' });
    await api.agent.get('/v1/routes').set('Authorization', 'Bearer token-planted');
    // A fault of ours on the way: its message would hold the query with its values.
    await api.db.orm.execute('alter table routes rename to routes_away');
    await mygov.post('/v1/routes/search', { person: { pinfl: people.alto } });
    await api.db.orm.execute('alter table routes_away rename to routes');
    await api.deps.errands.settled();
  });

  it('logs a line per request, by the pattern of its path', () => {
    const lines = api.logged.map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(lines).toContainEqual(
      expect.objectContaining({
        method: 'GET',
        path: '/v1/routes/{id}',
        role: 'portal',
        status: 200,
        traceId: expect.any(String),
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ path: 'unmatched', status: 404 }));
    expect(lines).toContainEqual(
      expect.objectContaining({
        problem: 'internal',
        error: expect.objectContaining({ cause: expect.objectContaining({ code: '42P01' }) }),
      }),
    );
  });

  it('logs nothing of what people sent: no numbers, names, tokens, queries', () => {
    const log = api.logged.join('');

    expect(
      [...planted, token].filter(
        (secret) => log.includes(secret) || log.includes(Buffer.from(secret).toString('base64')),
      ),
    ).toEqual([]);
  });

  it('counts by pattern and status, without ids', async () => {
    const { text } = await api.agent.get('/metrics');

    expect(text).toContain(
      'hayot_http_request_seconds_count{method="GET",path="/v1/routes/{id}",status="200"}',
    );
    expect(text).toContain('path="unmatched"');
    expect([...planted, id].filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('sends nothing of a fault to the caller', async () => {
    await api.db.orm.execute('alter table routes rename to routes_away');
    const { status, body } = await (
      await sender(api, portal)
    ).post('/v1/routes/search', { person: { pinfl: people.alto } });
    await api.db.orm.execute('alter table routes_away rename to routes');

    expect(status).toBe(500);
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'traceId']);
    expect(JSON.stringify(body)).not.toMatch(/select|routes_away|pinfl/);
  });
});
