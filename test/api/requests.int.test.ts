import { routes } from '../../db/schema.ts';
import { problemStatus } from '../../api/problems/problem.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import {
  type Answered,
  citizen,
  faults,
  named,
  portal,
  type Sender,
  sender,
  verdict,
} from './support/requests.ts';

let database: FreshDatabase;
let api: ApiUnderTest;
let mygov: Sender;

beforeAll(async () => {
  database = await freshDatabase();
  api = await apiUnderTest(database.url);
  mygov = await sender(api, portal);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('a request that cannot be read', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const latin = { 'Content-Type': 'application/json; charset=latin1' };
  const packed = { 'Content-Encoding': 'gzip' };

  it.each<[string, { body: string; headers?: Record<string, string> }, string]>([
    ['broken JSON', { body: '{"lifeEvent":' }, '400 broken-json'],
    ['no body', { body: '' }, '400 broken-json'],
    ['a body nested too deeply', { body: '['.repeat(21) + ']'.repeat(21) }, '400 too-deep'],
    ['a body that is too large', { body: JSON.stringify({ a: 'x'.repeat(110_000) }) }, '413 too-large'],
    ['a form', { body: 'a=1', headers: form }, '415 wrong-content-type'],
    ['another character set', { body: '{}', headers: latin }, '415 wrong-content-type'],
    ['a compressed body', { body: '{}', headers: packed }, '415 wrong-content-type'],
    ['hostile characters', { body: '{"channel":"\\u202eportal"}' }, '422 wrong-fields'],
  ])('is refused for %s, and nothing half-started remains', async (_what, { body, headers }, expected) => {
    const before = await api.db.orm.$count(routes);
    const answered = await mygov.post('/v1/routes', body, headers);

    expect(verdict(answered)).toBe(expected);
    expect(await api.db.orm.$count(routes)).toBe(before);
  });

  it('is refused as a whole for letters that are not UTF-8', async () => {
    const { status } = await fetch(`${api.base}/v1/routes`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await api.issuer.token(portal)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'k',
      },
      body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    });

    expect(status).toBe(400);
  });

  it.each([
    ['/v1/routes/%00', 404],
    ['/v1/routes/a%20b', 404],
    ['/v1/routes/%', 400],
    [`/v1/routes/${'a'.repeat(200)}`, 404],
    ['/v1/nothing', 404],
    ['/v1/life-events/__proto__', 404],
  ])('is answered calmly at %s', async (path, status) => {
    expect((await mygov.get(path)).status).toBe(status);
  });

  it('is told which methods an address knows', async () => {
    const answered: Answered = await api.agent.delete('/v1/routes');

    expect([verdict(answered), answered.headers['allow']]).toEqual(['405 wrong-method', 'POST, GET']);
  });
});

describe('a request without a valid token', () => {
  it.each([
    ['none', undefined],
    ['another scheme', 'Basic YTpi'],
    ['an empty one', 'Bearer '],
    ['something else', 'Bearer a.b.c'],
  ])('is refused with %s', async (_what, header) => {
    const anybody = await sender(api);
    const answered = await anybody.get('/v1/routes', header === undefined ? {} : { Authorization: header });

    expect([verdict(answered), answered.headers['www-authenticate']]).toEqual([
      '401 unauthenticated',
      'Bearer',
    ]);
  });

  it('is refused also when only the token of the person is wrong', async () => {
    const officers = await api.issuer.token({ role: 'officer', team: 'registry', sub: 'o' });

    expect((await mygov.get('/v1/routes', { 'Hayot-Person-Token': officers })).status).toBe(401);
    expect((await mygov.get('/v1/routes', { 'Hayot-Person-Token': 'abc' })).status).toBe(401);
  });
});

describe('a problem', () => {
  it.each([
    ['uz', 'Topilmadi'],
    ['ru', 'Не найдено'],
    ['en', 'Not found'],
    ['uz-Cyrl', 'Топилмади'],
    ['de', 'Not found'],
  ])('is told in the language of the caller: %s', async (language, title) => {
    const { body, headers, type } = await mygov.get('/v1/routes/none', { 'Accept-Language': language });

    expect(type).toBe('application/problem+json');
    expect(body).toEqual({
      type: '/problems/not-found',
      title,
      status: 404,
      detail: expect.any(String),
      traceId: headers['x-request-id'],
    });
  });

  it('leads to a page that says what it means, for programs and for browsers', async () => {
    const anybody = await sender(api);
    const page = await anybody.get('/problems/not-stuck', { 'Accept-Language': 'en' });
    const html = await anybody.get('/problems/not-stuck', { Accept: 'text/html' });

    expect(page.body).toEqual(
      expect.objectContaining({ type: '/problems/not-stuck', title: 'The step is not stuck' }),
    );
    expect([html.type, html.text]).toEqual([
      'text/html',
      expect.stringContaining('<h1>The step is not stuck (409)</h1>'),
    ]);
    expect((await anybody.get('/problems/nothing')).status).toBe(404);
  });

  it('is one of a list that anybody may read', async () => {
    const { body } = await (await sender(api)).get('/problems');

    expect(body.items).toHaveLength(Object.keys(problemStatus).length);
  });
});

describe('every answer', () => {
  it('carries safe headers, an id, and nothing about what serves it', async () => {
    const { headers } = await mygov.get('/v1/life-events');

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('is refused for a while to an account that asks too much', async () => {
    const narrow = await apiUnderTest(database.url, {
      settings: { ...api.deps.settings, rate: { perSecond: 1, burst: 1 } },
    });
    const busy = await sender(narrow, citizen(people.alto));
    const statuses = [await busy.get('/v1/life-events'), await busy.get('/v1/life-events')].map((answer) => [
      answer.status,
      answer.headers['retry-after'],
    ]);
    await narrow.close();

    expect(statuses).toEqual([
      [200, undefined],
      [429, '1'],
    ]);
  });
});

describe('what can be reported', () => {
  it('is listed with the dates of its definitions', async () => {
    const { body } = await mygov.get('/v1/life-events');

    expect(body).toEqual({
      items: [
        {
          id: 'found-choir',
          title: 'A choir is founded',
          versions: ['2020-01-01', '2024-04-01'],
          links: { self: '/v1/life-events/found-choir' },
        },
      ],
      next: null,
    });
  });

  it('is told in full: schema of the event, steps with their terms, law and diagram', async () => {
    const { body } = await mygov.get('/v1/life-events/found-choir');

    expect(body).toMatchObject({
      version: '2024-04-01',
      inForce: { from: '2024-04-01', by: 'event.foundedOn' },
      law: ['Law of choirs 2'],
    });
    expect(body.event).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['name', 'foundedOn', 'leader', 'singers', 'needsHall'],
    });
    expect(body.steps[0]).toMatchObject({
      id: 'agree',
      kind: 'task',
      each: 'event.singers',
      by: 'item',
      within: '10 days',
      agency: { id: 'registry', name: 'Registry of choirs' },
      purpose: { code: 'choir', text: 'To register a choir' },
    });
    expect(body.steps[2]).toMatchObject({
      needs: ['enter'],
      when: 'event.needsHall is true',
      late: 'escalate',
      essential: false,
    });
    expect(body.diagram).toMatch(/^flowchart TD/);
  });

  it('says of what is done by law, but only on somebody’s wish, both', async () => {
    const { body } = await mygov.get('/v1/life-events/found-choir');

    expect(named(body, 'enter')).toMatchObject({ basis: 'law', onWish: false });
    expect(named(body, 'hall')).toMatchObject({ basis: 'law', onWish: true });
  });

  it.each([
    ['2023-05-05', '2020-01-01'],
    ['2024-04-01', '2024-04-01'],
  ])('is told as it was in force on %s', async (day, version) => {
    expect((await mygov.get(`/v1/life-events/found-choir?inForceOn=${day}`)).body.version).toBe(version);
  });

  it('is not there before its first law, and a day must be a day', async () => {
    expect((await mygov.get('/v1/life-events/found-choir?inForceOn=2019-01-01')).status).toBe(404);
    expect(faults(await mygov.get('/v1/life-events/found-choir?inForceOn=yesterday'))).toEqual([
      '/inForceOn date-expected',
    ]);
    expect((await mygov.get('/v1/life-events/nothing')).status).toBe(404);
  });
});
