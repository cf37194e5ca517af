import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { webhookDeliveries } from '../../db/webhooks/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { choirStart, faults, idsOf, portal, type Sender, sender, verdict } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let mygov: Sender;
let bank: Sender;
beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
  bank = await sender(api, { role: 'portal', client: 'bank' });
});
beforeEach(() => api.db.orm.execute(sql`truncate webhooks, webhook_secrets, webhook_deliveries`));
afterAll(async () => api.close());

interface Shown {
  readonly id: string;
  readonly secret: string | null;
  readonly events: unknown;
  readonly disabledBecause: string | null;
  readonly delivery: string;
}
const shown = (body: unknown) => body as Shown;
const url = 'https://hooks.my.gov.uz/hayot';
const make = async (who = mygov, changed: object = {}, headers = {}) =>
  who.post('/v1/webhooks', { url, ...changed }, headers);
const everything = async () => {
  const { rows } = await api.db.orm.execute<{ text: string }>(sql`
    select (select coalesce(string_agg(w::text, ' '), '') from webhooks w)
      || (select coalesce(string_agg(s::text, ' '), '') from webhook_secrets s)
      || (select coalesce(string_agg(d::text, ' '), '') from webhook_deliveries d)
      || (select coalesce(string_agg(k::text, ' '), '') from idempotency_keys k) as text`);
  return rows[0]?.text ?? '';
};

describe('a webhook', () => {
  it('is made with a secret that is shown once, and stands nowhere as it is', async () => {
    const made = await make(mygov, { description: 'for the cabinet', events: ['uz.hayot.route.closed.v1'] });
    const { id, secret, ...rest } = shown(made.body);
    const read = await mygov.get(`/v1/webhooks/${id}`);

    expect([made.status, made.headers['location']]).toEqual([201, `/v1/webhooks/${id}`]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rest).toMatchObject({ url, description: 'for the cabinet', events: ['uz.hayot.route.closed.v1'] });
    expect(read.body).toEqual({ id, ...rest });
    expect(await everything()).not.toContain((secret ?? '').slice(6, 30));
    expect(api.logged.join('')).not.toContain((secret ?? '').slice(6, 30));
  });

  it('is made once under one key, and the repeat gets the same secret', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const [one, again] = [await make(mygov, {}, key), await make(mygov, {}, key)];
    const other = await make(mygov, { description: 'another' }, key);

    expect([again.status, again.body]).toEqual([201, one.body]);
    expect(verdict(other)).toBe('422 idempotency-key-reused');
    expect((await mygov.get('/v1/webhooks')).body.items).toHaveLength(1);
  });

  it('is made once where the same request comes many times at once', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(mygov, {}, key)));

    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await mygov.get('/v1/webhooks')).body.items).toHaveLength(1);
  });

  it.each([
    ['plain http', { url: 'http://hooks.my.gov.uz/' }, '/url webhook-not-https'],
    ['a number', { url: 'https://10.0.0.1/' }, '/url webhook-host'],
    ['metadata of a cloud', { url: 'https://169.254.169.254/latest' }, '/url webhook-host'],
    ['an inner name', { url: 'https://postgres/' }, '/url webhook-host'],
    ['credentials', { url: 'https://a:b@hooks.my.gov.uz/' }, '/url webhook-credentials'],
    ['a port that is not allowed', { url: 'https://hooks.my.gov.uz:22/' }, '/url webhook-port'],
    ['no address', { url: 'hooks' }, '/url webhook-url'],
    ['an address without end', { url: `https://hooks.my.gov.uz/${'x'.repeat(600)}` }, '/url too-long'],
    ['an event that there is not', { events: ['uz.hayot.route.flew.v1'] }, '/events/0 not-one-of'],
    ['no events', { events: [] }, '/events too-few'],
    ['anything else', { colour: 'red' }, '/colour unknown-field'],
  ])('is not made with %s, and the sentence says why', async (_what, changed, fault) => {
    const answer = await make(mygov, changed);

    expect([answer.status, ...faults(answer)]).toEqual([422, fault]);
    expect(answer.body.errors[0]?.detail).not.toBe('This value is not accepted.');
    expect((await mygov.get('/v1/webhooks')).body.items).toEqual([]);
  });

  it('is one of at most ten, also where many are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => make()));
    const said = answers.map(verdict);

    expect(said.filter((one) => one === '201')).toHaveLength(10);
    expect(new Set(said)).toEqual(new Set(['201', '409 too-many-webhooks']));
    expect((await make(bank)).status).toBe(201);
  });

  it('is seen and changed by its own portal only', async () => {
    const { id } = shown((await make()).body);
    const path = `/v1/webhooks/${id}`;
    const answers = [
      await bank.get(path),
      await bank.delete(path),
      await bank.get(`${path}/deliveries`),
      await bank.post(`${path}/rotate`, {}),
      await bank.post(`${path}/test`, {}),
      await bank.post(`${path}/replay`, { since: '2026-01-01T00:00:00Z' }),
    ];

    expect(new Set(answers.map(verdict))).toEqual(new Set(['404 not-found']));
    expect((await bank.get('/v1/webhooks')).body.items).toEqual([]);
    expect((await mygov.get(path)).status).toBe(200);
  });

  it('is deleted with its secrets and its log', async () => {
    const { id } = shown((await make()).body);
    await mygov.post(`/v1/webhooks/${id}/test`, {});

    expect((await mygov.delete(`/v1/webhooks/${id}`)).status).toBe(204);
    expect(verdict(await mygov.delete(`/v1/webhooks/${id}`))).toBe('404 not-found');
    const { rows } = await api.db.orm.execute(
      sql`select id from webhook_secrets union select id from webhook_deliveries`,
    );
    expect(rows).toEqual([]);
  });

  it('gets a new secret when asked; of three, the oldest ends', async () => {
    const made = shown((await make()).body);
    const key = { 'Idempotency-Key': randomUUID() };
    const rotate = async (headers = {}) =>
      shown((await mygov.post(`/v1/webhooks/${made.id}/rotate`, {}, headers)).body);
    const second = await rotate(key);
    const again = await rotate(key);
    await rotate();
    await rotate();
    const ended = await rotate(key);
    const { rows } = await api.db.orm.execute<{ ends: boolean }>(
      sql`select ends_at > now() + interval '23 hours' as ends from webhook_secrets order by created_at`,
    );

    expect(second.secret).not.toBe(made.secret);
    expect([again.secret, ended.secret]).toEqual([second.secret, null]);
    expect(rows.map(({ ends }) => ends)).toEqual([true, null]);
  });
});

describe('the deliveries of a webhook', () => {
  const log = async (id: string, query = '') => mygov.get(`/v1/webhooks/${id}/deliveries${query}`);

  it('are listed newest first, a page at a time', async () => {
    const { id } = shown((await make()).body);
    const route = (await mygov.post('/v1/routes', choirStart())).body.id;
    const rows = rowsOf(api.db, route);
    for (let seq = 1; seq <= 3; seq += 1) await rows.route({ seq });
    await rows.task({ party: 'applicant' });
    const first = (await log(id, '?limit=3')).body;
    const rest = (await log(id, `?limit=3&cursor=${first.next}`)).body;
    const all = [...first.items, ...rest.items];

    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 1, null]);
    expect(new Set(idsOf(all)).size).toBe(4);
    expect(all[0]).toEqual({
      id: expect.any(String),
      type: 'uz.hayot.route.turn.v1',
      ...{ route, at: expect.any(String), state: 'waiting', attempts: 0, lastStatus: null, lastFault: null },
      ...{ nextAttemptAt: expect.any(String), deliveredAt: null, event: null },
    });
  });

  it('hold a test when one is asked for, once under one key', async () => {
    const { id } = shown((await make(mygov, { events: ['uz.hayot.route.closed.v1'] })).body);
    const key = { 'Idempotency-Key': randomUUID() };
    const asked = await mygov.post(`/v1/webhooks/${id}/test`, {}, key);
    await mygov.post(`/v1/webhooks/${id}/test`, {}, key);

    expect(asked.status).toBe(202);
    expect(idsOf((await log(id)).body.items)).toEqual([shown(asked.body).delivery]);
  });

  it('are sent again by id or by time, unless the webhook is disabled', async () => {
    const { id } = shown((await make()).body);
    const delivery = shown((await mygov.post(`/v1/webhooks/${id}/test`, {})).body).delivery;
    const event = { id: delivery } as never;
    await api.db.orm.update(webhookDeliveries).set({ state: 'delivered', event, nextAt: null });
    const replay = async (body: object) => mygov.post(`/v1/webhooks/${id}/replay`, body);
    const byId = await replay({ deliveries: [delivery, 'another'] });
    const [row] = await api.db.orm.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, delivery));
    const byTime = await replay({ since: '2026-01-01T00:00:00+05:00' });
    await api.db.orm.execute(sql`update webhooks set disabled_at = now(), disabled_because = 'failing'`);

    expect([byId.status, byId.body, byTime.body]).toEqual([202, { replayed: 1 }, { replayed: 1 }]);
    expect(row).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(verdict(await replay({ deliveries: [delivery] }))).toBe('409 webhook-disabled');
    expect(shown((await mygov.get(`/v1/webhooks/${id}`)).body).disabledBecause).toBe('failing');
  });

  it.each([
    ['nothing', {}, '/since required'],
    ['both', { since: '2026-01-01T00:00:00Z', deliveries: ['a'] }, '/deliveries unknown-field'],
    ['a day', { since: '2026-01-01' }, '/since instant-expected'],
    ['no ids', { deliveries: [] }, '/deliveries too-few'],
  ])('are not sent again by %s', async (_what, body, fault) => {
    const { id } = shown((await make()).body);
    const answer = await mygov.post(`/v1/webhooks/${id}/replay`, body);

    expect([answer.status, ...faults(answer)]).toEqual([422, fault]);
  });
});
