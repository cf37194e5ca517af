import { eq, sql } from 'drizzle-orm';
import { accessEntries, consents, definitions, idempotencyKeys, parties, routes } from '../../db/schema.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { events } from '../../db/personal/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, citizen, officer, portal, type Sender, sender } from './support/requests.ts';

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
beforeEach(() => {
  api.door.forget();
});

const countRoutes = async () => api.db.orm.$count(routes);

describe('reporting a life event', () => {
  it('answers at once with the id, the version in force on the day of the event, and where to look', async () => {
    const { status, body, headers } = await mygov.post('/v1/routes', choirStart());

    expect(status).toBe(202);
    expect(body).toEqual({
      id: expect.stringMatching(/^found-choir-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/),
      state: 'open',
      version: '2024-04-01',
      links: expect.objectContaining({ self: `/v1/routes/${body.id}` }),
    });
    expect(headers['location']).toBe(`/v1/routes/${body.id}`);
  });

  it('records all of it in one go: route, definition, parties, consent, event and who told', async () => {
    const { body } = await mygov.post('/v1/routes', choirStart());
    const [route] = await api.db.orm.select().from(routes).where(eq(routes.id, body.id));
    const [event] = await api.db.orm.select().from(events).where(eq(events.route, body.id));
    const took = await api.db.orm
      .select()
      .from(parties)
      .where(eq(parties.route, body.id))
      .orderBy(parties.party, parties.instance);

    expect(route).toMatchObject({
      lifeEvent: 'found-choir',
      client: 'mygov',
      channel: 'portal',
      personKey: personKey(people.leader),
      seq: 0,
    });
    expect(event?.body).toMatchObject({ name: 'Bulbul', patron: null, note: null });
    expect(event?.person).toEqual({ pinfl: people.leader });
    expect(took.map(({ party, instance, personKey: key }) => [party, instance, key])).toEqual([
      ['applicant', 0, personKey(people.leader)],
      ['leader', 0, personKey(people.leader)],
      ['singers', 0, personKey(people.alto)],
      ['singers', 1, personKey(people.bass)],
    ]);
    expect(await api.db.orm.$count(definitions, eq(definitions.hash, route?.definition ?? ''))).toBe(1);
    expect(await api.db.orm.$count(consents, eq(consents.route, body.id))).toBe(1);
    expect(await api.db.orm.$count(accessEntries, eq(accessEntries.route, body.id))).toBe(1);
  });

  it('starts the route after the answer, with nothing personal in it', async () => {
    const { body } = await mygov.post('/v1/routes', choirStart({ region: '1726' }));
    await api.deps.errands.settled();
    const [started] = api.door.started;
    const [route] = await api.db.orm.select().from(routes).where(eq(routes.id, body.id));

    expect(started).toMatchObject({
      id: body.id,
      input: { region: '1726', testData: true, timeScale: 1, facts: { 'event.needsHall': true } },
    });
    expect(started?.input.items).toEqual({ agree: [{}, {}] });
    expect(JSON.stringify(started)).not.toContain(people.alto);
    expect(route?.workflowStartedAt).not.toBeNull();
  });

  it('is taken while routes cannot be started, and left to be started later', async () => {
    api.door.isAway = true;
    const { status, body } = await mygov.post('/v1/routes', choirStart());
    await api.deps.errands.settled();
    const [route] = await api.db.orm.select().from(routes).where(eq(routes.id, body.id));

    expect(status).toBe(202);
    expect(route?.workflowStartedAt).toBeNull();
  });

  it('runs under the older law where the event happened before the newer one', async () => {
    const { body } = await mygov.post(
      '/v1/routes',
      choirStart({ event: { ...choirStart().event, foundedOn: '2023-12-31' } }),
    );

    expect(body.version).toBe('2020-01-01');
  });

  it.each([
    ['citizens', citizen(people.leader)],
    ['officers', officer('registry')],
    ['analysts', { role: 'analyst' }],
    ['agencies', { role: 'agency' }],
  ])('is not for %s', async (_who, claims) => {
    const { status, body } = await (await sender(api, claims)).post('/v1/routes', choirStart());

    expect([status, body.type]).toEqual([403, '/problems/forbidden']);
  });
});

describe('a start with wrong fields', () => {
  it('tells all of them at once, each with its pointer and a sentence', async () => {
    const { event } = choirStart();
    const { status, body } = await mygov.post(
      '/v1/routes',
      choirStart({
        person: { pinfl: '12345678901234' },
        event: {
          ...event,
          foundedOn: '2026-02-30',
          singers: [{ pinfl: people.alto.replace(/.$/, (last) => String((Number(last) + 1) % 10)) }],
          hall: 1,
          needsHall: 'yes',
        },
        consents: [{ purpose: 'nothing', textVersion: '1', givenAt: 'soon' }],
        channel: 'Portal',
        colour: 'red',
      }),
    );

    expect(status).toBe(422);
    expect(
      Object.fromEntries(
        body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
      ),
    ).toEqual({
      '/colour': 'unknown-field',
      '/person/pinfl': 'pinfl-birth-date',
      '/channel': 'wrong-format',
      '/consents/0/givenAt': 'instant-expected',
      '/consents/0/purpose': 'unknown-purpose',
      '/event/foundedOn': 'date-expected',
      '/event/hall': 'unknown-field',
      '/event/needsHall': 'yes-no-expected',
      '/event/singers/0/pinfl': 'pinfl-check-digit',
    });
    expect(body.errors.every((error: { detail: string }) => error.detail.length > 10)).toBe(true);
  });

  it.each([
    ['an unknown life event', { lifeEvent: 'moon-landing' }, '/lifeEvent', 'unknown-life-event'],
    [
      'a life event that is called like a part of JavaScript',
      { lifeEvent: 'constructor' },
      '/lifeEvent',
      'unknown-life-event',
    ],
    [
      'an event before the first law',
      { event: { ...choirStart().event, foundedOn: '2019-12-31' } },
      '/event/foundedOn',
      'before-first-version',
    ],
    ['no event at all', { event: undefined }, '/event', 'required'],
    ['an event that is a list', { event: [] }, '/event', 'object-expected'],
    ['nobody who applies', { person: {} }, '/person/pinfl', 'required'],
    ['a taxpayer number with a letter', { person: { tin: '12345678x' } }, '/person/tin', 'tin-format'],
    [
      'a consent of tomorrow',
      { consents: [{ purpose: 'choir', textVersion: '1', givenAt: '2999-01-01T00:00:00Z' }] },
      '/consents/0/givenAt',
      'instant-in-future',
    ],
  ])('refuses %s', async (_what, changed, pointer, code) => {
    const before = await countRoutes();
    const { status, body } = await mygov.post('/v1/routes', choirStart(changed));

    expect([
      status,
      body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ]).toEqual([422, [[pointer, code]]]);
    expect(await countRoutes()).toBe(before);
  });

  it('leaves its key free for the corrected start', async () => {
    const key = { 'Idempotency-Key': 'corrected' };
    const wrong = await mygov.post('/v1/routes', choirStart({ channel: '' }), key);
    const right = await mygov.post('/v1/routes', choirStart(), key);

    expect([wrong.status, right.status]).toEqual([422, 202]);
  });
});

describe('the same start sent again', () => {
  it('gets the same answer and starts nothing', async () => {
    const key = { 'Idempotency-Key': 'again' };
    const first = await mygov.post('/v1/routes', choirStart(), key);
    const before = await countRoutes();
    const second = await mygov.post('/v1/routes', choirStart(), key);

    expect(second.status).toBe(202);
    expect(second.body).toEqual(first.body);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await countRoutes()).toBe(before);
  });

  it('is the same also with its fields in another order', async () => {
    const key = { 'Idempotency-Key': 'order' };
    const start = choirStart();
    const first = await mygov.post('/v1/routes', start, key);
    const second = await mygov.post(
      '/v1/routes',
      Object.fromEntries(Object.entries(start).toReversed()),
      key,
    );

    expect(second.body).toEqual(first.body);
  });

  it('is refused with another body under the same key', async () => {
    const key = { 'Idempotency-Key': 'other' };
    await mygov.post('/v1/routes', choirStart(), key);
    const { status, body } = await mygov.post('/v1/routes', choirStart({ channel: 'app' }), key);

    expect([status, body.type]).toEqual([422, '/problems/idempotency-key-reused']);
  });

  it('is another start under the same key of another portal', async () => {
    const key = { 'Idempotency-Key': 'shared' };
    const first = await mygov.post('/v1/routes', choirStart(), key);
    const second = await (
      await sender(api, { role: 'portal', client: 'bank' })
    ).post('/v1/routes', choirStart(), key);

    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('makes one route of a thousand at the same moment', async () => {
    const before = await countRoutes();
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async () =>
        mygov.post('/v1/routes', choirStart(), { 'Idempotency-Key': 'thousand' }),
      ),
    );

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await countRoutes()).toBe(before + 1);
    expect(await api.db.orm.$count(idempotencyKeys, sql`${idempotencyKeys.key} = 'thousand'`)).toBe(1);
  });

  it.each([
    ['without a key', '', 'idempotency-key-missing'],
    ['with a key of two words', 'two words', 'idempotency-key-malformed'],
    ['with a key that is too long', 'k'.repeat(256), 'idempotency-key-malformed'],
  ])('is refused %s', async (_how, key, slug) => {
    const { status, body } = await mygov.post('/v1/routes', choirStart(), { 'Idempotency-Key': key });

    expect([status, body.type]).toEqual([400, `/problems/${slug}`]);
  });
});
