import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { accessEntries } from '../../db/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import {
  choirStart,
  citizen,
  faults,
  idsOf,
  officer,
  portal,
  type Sender,
  sender,
} from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let mygov: Sender;
const ids: string[] = [];

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
  for (let count = 0; count < 5; count += 1) {
    ids.unshift((await mygov.post('/v1/routes', choirStart())).body.id);
  }
  await (
    await sender(api, { role: 'portal', client: 'bank' })
  ).post('/v1/routes', choirStart({ person: { pinfl: people.stranger } }));
  const [newest = '', second = '', third = ''] = ids;
  await rowsOf(api.db, newest).step('enter', { status: 'waiting-for-agency' });
  await rowsOf(api.db, second).step('agree', { status: 'waiting-for-person' });
  await rowsOf(api.db, second).step('hall', { status: 'stuck' });
  await rowsOf(api.db, third).route({ state: 'closed', outcome: 'complete', closedAt: new Date() });
});
afterAll(async () => api.close());

const listed = async (query: string, who: Sender = mygov) =>
  idsOf((await who.get(`/v1/routes${query}`)).body.items);

describe('lists of routes', () => {
  it('hold the routes of the portal, newest first', async () => {
    expect(await listed('')).toEqual(ids);
  });

  it('come a page at a time, each route once and none left out', async () => {
    const first = (await mygov.get('/v1/routes?limit=2')).body;
    const second = (await mygov.get(`/v1/routes?limit=2&cursor=${first.next}`)).body;
    const third = (await mygov.get(`/v1/routes?limit=2&cursor=${second.next}`)).body;

    expect([first, second, third].flatMap(({ items }) => idsOf(items))).toEqual(ids);
    expect(third.next).toBeNull();
  });

  it('are narrowed by state, health, life event and by whom they wait for', async () => {
    expect(await listed('?state=closed')).toEqual([ids[2]]);
    expect(await listed('?health=stuck')).toEqual([ids[1]]);
    expect(await listed('?waitingOn=person')).toEqual([ids[1]]);
    expect(await listed('?waitingOn=registry')).toEqual([ids[0]]);
    expect(await listed('?lifeEvent=found-choir&state=open')).toEqual([ids[0], ids[1], ids[3], ids[4]]);
    expect(await listed('?lifeEvent=nothing')).toEqual([]);
  });

  it('show people and officers the routes they have a part in', async () => {
    expect(await listed('', await sender(api, citizen(people.stranger)))).toHaveLength(1);
    expect(await listed('', await sender(api, citizen(people.patron)))).toEqual([]);
    expect(await listed('', await sender(api, officer('halls')))).toEqual([ids[1]]);
  });

  it('are no business of analysts one by one', async () => {
    expect((await (await sender(api, { role: 'analyst' })).get('/v1/routes')).status).toBe(403);
  });

  it.each([
    ['an unknown health', '?health=fine', '/health not-one-of'],
    ['an unknown filter', '?colour=red', '/colour unknown-field'],
    ['a cursor of somebody else', '?cursor=abc', '/cursor unknown-cursor'],
    ['a page of a thousand', '?limit=1000', '/limit limit-range'],
    ['the same filter twice', '?state=open&state=closed', '/state not-one-of'],
    ['a filter that tries to be a query', "?waitingOn=x'%20or%201=1", '/waitingOn wrong-format'],
  ])('refuse %s', async (_what, query, fault) => {
    const answered = await mygov.get(`/v1/routes${query}`);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
  });
});

describe('searching for the routes of a person', () => {
  const search = async (who: Sender, body: object) => who.post('/v1/routes/search', body);

  it('finds those that the caller may see, also among a portal’s people', async () => {
    const found = await search(mygov, { person: { pinfl: people.alto }, limit: 3 });
    const hidden = await search(mygov, { person: { pinfl: people.stranger } });

    expect([found.body.items.length, typeof found.body.next, hidden.body.items]).toEqual([3, 'string', []]);
  });

  it('needs no key, because it changes nothing', async () => {
    const token = await api.issuer.token(portal);
    const { status } = await api.agent
      .post('/v1/routes/search')
      .set('Authorization', `Bearer ${token}`)
      .send({ person: { pinfl: people.alto } });

    expect(status).toBe(200);
  });

  it('lets citizens search for themselves only', async () => {
    const alto = await sender(api, citizen(people.alto));

    expect([
      (await search(alto, { person: { pinfl: people.alto } })).status,
      (await search(alto, { person: { pinfl: people.bass } })).status,
    ]).toEqual([200, 403]);
  });

  it('tells a mistyped number by its field', async () => {
    const { body } = await search(mygov, { person: { pinfl: '123' } });

    expect(body.errors).toEqual([
      { pointer: '/person/pinfl', code: 'pinfl-format', detail: 'A personal number (PINFL) has 14 digits.' },
    ]);
  });

  it('writes down which routes an officer found by a number', async () => {
    const halls = await sender(api, officer('halls'));
    const { items } = (await search(halls, { person: { pinfl: people.alto } })).body;
    const entries = await api.db.orm.select().from(accessEntries).where(eq(accessEntries.role, 'officer'));

    expect(idsOf(items)).toEqual([ids[1]]);
    expect(entries.map(({ actor, route, subjectKey }) => [actor, route, subjectKey])).toEqual([
      ['officer-1', ids[1], personKey(people.alto)],
    ]);
  });
});
