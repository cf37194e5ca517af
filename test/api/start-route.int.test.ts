import { eq } from 'drizzle-orm';
import { accessEntries, consents, definitions, parties, routes } from '../../db/schema.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { events } from '../../db/personal/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import {
  choirStart,
  choirWith,
  citizen,
  faults,
  officer,
  portal,
  type Sender,
  sender,
  verdict,
} from './support/requests.ts';

let api: ApiUnderTest;
let mygov: Sender;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
});
afterAll(async () => api.close());
beforeEach(() => {
  api.door.forget();
});

const routeRow = async (id: string) => (await api.db.orm.select().from(routes).where(eq(routes.id, id)))[0];

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
    const { id } = (await mygov.post('/v1/routes', choirStart())).body;
    const route = await routeRow(id);
    const [event] = await api.db.orm.select().from(events).where(eq(events.route, id));

    expect(route).toMatchObject({
      lifeEvent: 'found-choir',
      client: 'mygov',
      channel: 'portal',
      personKey: personKey(people.leader),
      seq: 0,
    });
    expect(event?.body).toMatchObject({ name: 'Bulbul', patron: null, note: null });
    expect(event?.person).toEqual({ pinfl: people.leader });
    expect(await api.db.orm.$count(definitions, eq(definitions.hash, route?.definition ?? ''))).toBe(1);
    expect(await api.db.orm.$count(consents, eq(consents.route, id))).toBe(1);
    expect(await api.db.orm.$count(accessEntries, eq(accessEntries.route, id))).toBe(1);
  });

  it('enters everybody who takes part, by key and place, people without a number later', async () => {
    const singers = [{ passport: 'A1', country: 'TR' }, { pinfl: people.bass }];
    const { id } = (await mygov.post('/v1/routes', choirWith({ singers }))).body;
    const took = await api.db.orm
      .select()
      .from(parties)
      .where(eq(parties.route, id))
      .orderBy(parties.party, parties.instance);

    expect(took.map(({ party, instance, personKey: key }) => [party, instance, key])).toEqual([
      ['applicant', 0, personKey(people.leader)],
      ['leader', 0, personKey(people.leader)],
      ['singers', 1, personKey(people.bass)],
    ]);
  });

  it('starts the route after the answer, with nothing personal in it', async () => {
    const { id } = (await mygov.post('/v1/routes', choirStart({ region: '1726' }))).body;
    await api.deps.errands.settled();
    const [started] = api.door.started;

    expect(started).toMatchObject({
      id,
      input: { region: '1726', testData: true, timeScale: 1, facts: { 'event.needsHall': true } },
    });
    expect(started?.input.items).toEqual({ agree: [{}, {}] });
    expect(JSON.stringify(started)).not.toContain(people.alto);
    expect((await routeRow(id))?.workflowStartedAt).not.toBeNull();
  });

  it('is taken while routes cannot be started, and left to be started later', async () => {
    api.door.isAway = true;
    const { status, body } = await mygov.post('/v1/routes', choirStart());
    await api.deps.errands.settled();

    expect(status).toBe(202);
    expect((await routeRow(body.id))?.workflowStartedAt).toBeNull();
  });

  it('runs under the older law where the event happened before the newer one', async () => {
    const { body } = await mygov.post('/v1/routes', choirWith({ foundedOn: '2023-12-31' }));

    expect(body.version).toBe('2020-01-01');
  });

  it.each([
    ['citizens', citizen(people.leader)],
    ['officers', officer('registry')],
    ['analysts', { role: 'analyst' }],
    ['agencies', { role: 'agency' }],
  ])('is not for %s', async (_who, claims) => {
    const answered = await (await sender(api, claims)).post('/v1/routes', choirStart());

    expect(verdict(answered)).toBe('403 forbidden');
  });
});

describe('a start with wrong fields', () => {
  it('tells all of them at once, each with its pointer and a sentence', async () => {
    const mistyped = people.alto.replace(/.$/, (last) => String((Number(last) + 1) % 10));
    const start = choirWith({
      foundedOn: '2026-02-30',
      singers: [{ pinfl: mistyped }],
      hall: 1,
      needsHall: 'yes',
    });
    const answered = await mygov.post('/v1/routes', {
      ...start,
      person: { pinfl: '12345678901234' },
      consents: [{ purpose: 'nothing', textVersion: '1', givenAt: 'soon' }],
      channel: 'Portal',
      colour: 'red',
    });

    expect(verdict(answered)).toBe('422 wrong-fields');
    expect(faults(answered).toSorted()).toEqual([
      '/channel wrong-format',
      '/colour unknown-field',
      '/consents/0/givenAt instant-expected',
      '/consents/0/purpose unknown-purpose',
      '/event/foundedOn date-expected',
      '/event/hall unknown-field',
      '/event/needsHall yes-no-expected',
      '/event/singers/0/pinfl pinfl-check-digit',
      '/person/pinfl pinfl-birth-date',
    ]);
    expect(answered.body.errors.filter(({ detail }) => detail.length < 10)).toEqual([]);
  });

  it.each([
    ['an unknown life event', choirStart({ lifeEvent: 'moon-landing' }), '/lifeEvent unknown-life-event'],
    [
      'a life event called like a part of JavaScript',
      choirStart({ lifeEvent: 'constructor' }),
      '/lifeEvent unknown-life-event',
    ],
    [
      'an event before the first law',
      choirWith({ foundedOn: '2019-12-31' }),
      '/event/foundedOn before-first-version',
    ],
    ['no event at all', choirStart({ event: undefined }), '/event required'],
    ['an event that is a list', choirStart({ event: [] }), '/event object-expected'],
    ['nobody who applies', choirStart({ person: {} }), '/person/pinfl required'],
    [
      'a taxpayer number with a letter',
      choirStart({ person: { tin: '12345678x' } }),
      '/person/tin tin-format',
    ],
    [
      'a consent of tomorrow',
      choirStart({ consents: [{ purpose: 'choir', textVersion: '1', givenAt: '2999-01-01T00:00:00Z' }] }),
      '/consents/0/givenAt instant-in-future',
    ],
    [
      'a consent given twice',
      choirStart({ consents: [choirStart().consents[0], choirStart().consents[0]] }),
      '/consents/1/purpose purpose-twice',
    ],
  ])('refuses %s', async (_what, start, fault) => {
    const before = await api.db.orm.$count(routes);
    const answered = await mygov.post('/v1/routes', start);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
    expect(await api.db.orm.$count(routes)).toBe(before);
  });

  it('leaves its key free for the corrected start', async () => {
    const key = { 'Idempotency-Key': 'corrected' };
    const wrong = await mygov.post('/v1/routes', choirStart({ channel: '' }), key);
    const right = await mygov.post('/v1/routes', choirStart(), key);

    expect([wrong.status, right.status]).toEqual([422, 202]);
  });
});
