import { eq } from 'drizzle-orm';
import { idempotencyKeys } from '../../db/own-schema.ts';
import { routes } from '../../db/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { choirStart, portal, type Sender, sender, verdict } from './support/requests.ts';

let api: ApiUnderTest;
let mygov: Sender;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
});
afterAll(async () => api.close());

describe('the same start sent again', () => {
  it('gets the same answer and starts nothing', async () => {
    const key = { 'Idempotency-Key': 'again' };
    const first = await mygov.post('/v1/routes', choirStart(), key);
    const before = await api.db.orm.$count(routes);
    const second = await mygov.post('/v1/routes', choirStart(), key);

    expect([second.status, second.body]).toEqual([202, first.body]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await api.db.orm.$count(routes)).toBe(before);
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
    const answered = await mygov.post('/v1/routes', choirStart({ channel: 'app' }), key);

    expect(verdict(answered)).toBe('422 idempotency-key-reused');
  });

  it('is another start under the same key of another portal', async () => {
    const key = { 'Idempotency-Key': 'shared' };
    const bank = await sender(api, { role: 'portal', client: 'bank' });
    const first = await mygov.post('/v1/routes', choirStart(), key);
    const second = await bank.post('/v1/routes', choirStart(), key);

    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('waits its turn while the first is carried out, and takes over where the first was given up', async () => {
    const key = { 'Idempotency-Key': 'given-up' };
    const at = eq(idempotencyKeys.key, 'given-up');
    await mygov.post('/v1/routes', choirStart(), key);
    await api.db.orm.update(idempotencyKeys).set({ status: null, response: null }).where(at);
    const meanwhile = await mygov.post('/v1/routes', choirStart(), key);
    await api.db.orm
      .update(idempotencyKeys)
      .set({ createdAt: new Date(0) })
      .where(at);
    const later = await mygov.post('/v1/routes', choirStart(), key);

    expect([verdict(meanwhile), later.status]).toEqual(['409 request-in-progress', 202]);
  });

  it('makes one route of a thousand at the same moment', async () => {
    const before = await api.db.orm.$count(routes);
    const key = { 'Idempotency-Key': 'thousand' };
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async () => mygov.post('/v1/routes', choirStart(), key)),
    );

    expect(answers[0]?.status).toBe(202);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(await api.db.orm.$count(routes)).toBe(before + 1);
  });

  it.each([
    ['without a key', '', '400 idempotency-key-missing'],
    ['with a key of two words', 'two words', '400 idempotency-key-malformed'],
    ['with a key that is too long', 'k'.repeat(256), '400 idempotency-key-malformed'],
  ])('is refused %s', async (_how, key, expected) => {
    expect(verdict(await mygov.post('/v1/routes', choirStart(), { 'Idempotency-Key': key }))).toBe(expected);
  });
});
