import { Webhook } from 'standardwebhooks';
import { matchCallbacks } from '../../db/personal/inbox-sweep.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest, callbackSecret } from './support/api-under-test.ts';
import { type Answered, choirStart, portal, sender, verdict } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

const most = 5;
let database: FreshDatabase;
let api: ApiUnderTest;
beforeAll(async () => {
  database = await freshDatabase();
  const usual = await apiUnderTest(database.url);
  const { settings } = usual.deps;
  await usual.close();
  api = await apiUnderTest(database.url, { settings: { ...settings, unknownCallbacks: most } });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  await api.db.pool.query('delete from personal.inbox');
});

async function send(id: string, transactionId: string, agency = 'halls', padding = ''): Promise<Answered> {
  const body = JSON.stringify({ transactionId, payload: { hall: 'Blue', padding } });
  const now = new Date();
  return api.agent
    .post(`/v1/callbacks/${agency}`)
    .set({
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(callbackSecret).sign(id, now, body),
    })
    .send(body);
}
const flood = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(`cb-${index}`, `unknown-${index}`)));
const kept = async () => (await api.db.pool.query('select from personal.inbox')).rowCount;
const statuses = (answers: readonly Answered[]) => answers.map(verdict).toSorted();
async function route(transactionId: string): Promise<string> {
  const { id } = (await (await sender(api, portal)).post('/v1/routes', choirStart())).body;
  await rowsOf(api.db, id).intent('hall', transactionId);
  return id;
}

describe('an agency that sends answers to what nobody asked', () => {
  it('has only so many kept, however many come at once; the rest it is to send again later', async () => {
    const answers = await flood(12);

    expect(statuses(answers)).toEqual([
      ...Array<string>(most).fill('202'),
      ...Array<string>(12 - most).fill('429 too-many-callbacks'),
    ]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await kept()).toBe(most);
  });

  it('is acknowledged again for what was kept before', async () => {
    const [first] = await flood(12).then((answers) =>
      answers.flatMap(({ status }, index) => (status === 202 ? [index] : [])),
    );

    expect(verdict(await send(`cb-${first ?? 0}`, `unknown-${first ?? 0}`))).toBe('202');
  });

  it('does not keep its true answers out, nor those of another agency', async () => {
    await flood(most);
    const id = await route('known');

    expect(verdict(await send('true', 'known'))).toBe('202');
    expect(verdict(await send('other', 'unknown', 'registry'))).toBe('202');
    await api.deps.errands.settled();
    expect(api.door.answered).toMatchObject([{ route: id, step: 'hall' }]);
  });

  it('has room again once what was unknown is found to be somebody’s', async () => {
    await send('early', 'found-later');
    await flood(most - 1);
    expect(verdict(await send('late', 'unknown-x'))).toBe('429 too-many-callbacks');
    await route('found-later');
    expect(await matchCallbacks(api.db.orm)).toBe(1);

    expect(verdict(await send('late', 'unknown-x'))).toBe('202');
  });

  it('is counted, by agency, when it is turned back', async () => {
    const before = await turnedBack();
    await flood(most + 2);

    expect((await turnedBack()) - before).toBe(2);
  });

  it('may answer one transaction a hundred times, and no more: its route is not drowned', async () => {
    await route('chatty');
    const answers = await Promise.all(
      Array.from({ length: 105 }, (_, index) => send(`again-${index}`, 'chatty')),
    );

    expect(answers.filter(({ status }) => status === 202)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('is told at once when an answer is larger than anything it could have to say', async () => {
    expect(verdict(await send('large', 'unknown', 'halls', 'x'.repeat(1024 * 1024)))).toBe('413 too-large');
    expect(await kept()).toBe(0);
  });
});

const turnedBack = async () =>
  (await api.deps.metrics.callbacksTurnedBack.get()).values.reduce((sum, { value }) => sum + value, 0);
