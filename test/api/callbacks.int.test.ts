import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { inbox } from '../../db/personal/schema.ts';
import { type ApiUnderTest, apiOfItsOwn, callbackSecret } from './support/api-under-test.ts';
import { type Answered, choirStart, faults, portal, sender, verdict } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let route: string;

beforeAll(async () => {
  api = await apiOfItsOwn();
});
afterAll(async () => api.close());
beforeEach(async () => {
  route = (await (await sender(api, portal)).post('/v1/routes', choirStart())).body.id;
  await rowsOf(api.db, route).intent('hall', `tx-${route}`);
  await api.deps.errands.settled();
  api.door.forget();
});

interface Sent {
  readonly id?: string;
  readonly at?: Date;
  readonly body?: string;
  /** What is really sent, where it is not what was signed. */
  readonly tampered?: string;
  readonly secret?: string;
  readonly agency?: string;
}

async function send({
  id = `cb-${route}`,
  at = new Date(),
  secret = callbackSecret,
  agency = 'halls',
  ...sent
}: Sent = {}): Promise<Answered> {
  const body = sent.body ?? JSON.stringify({ transactionId: `tx-${route}`, payload: { hall: 'Blue' } });
  return api.agent
    .post(`/v1/callbacks/${agency}`)
    .set({
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    })
    .send(sent.tampered ?? body);
}

const kept = async (id = `cb-${route}`) => api.db.orm.select().from(inbox).where(eq(inbox.callbackId, id));
const ago = (ms: number) => new Date(Date.now() - ms);

describe('an agency that answers later', () => {
  it('is acknowledged once its answer is kept, and the route is told', async () => {
    const { status } = await send();
    await api.deps.errands.settled();
    const [row] = await kept();

    expect(status).toBe(202);
    expect(row).toMatchObject({
      agency: 'halls',
      transactionId: `tx-${route}`,
      payload: { hall: 'Blue' },
      route,
      step: 'hall',
      instance: 0,
      epoch: 1,
    });
    expect(api.door.answered).toEqual([{ route, step: 'hall', instance: 0, epoch: 1, inbox: row?.id }]);
    expect(row?.signalledAt).not.toBeNull();
  });

  it('is told where the id of its callback is longer than any that can be kept', async () => {
    const answered = await send({ id: Array.from({ length: 400 }, () => randomUUID()).join('') });

    expect([answered.status, ...faults(answered)]).toEqual([422, '/webhook-id too-long']);
  });

  it('is acknowledged again when it sends the same again, and counts once', async () => {
    await send();
    const { status } = await send();
    await api.deps.errands.settled();

    expect(status).toBe(202);
    expect([(await kept()).length, api.door.answered.length]).toEqual([1, 1]);
  });

  it('is kept also where nobody knows yet what it is about', async () => {
    const { status } = await send({
      id: `unknown-${route}`,
      body: JSON.stringify({ transactionId: 'never-sent', payload: {} }),
    });

    expect(status).toBe(202);
    expect((await kept(`unknown-${route}`))[0]).toMatchObject({ route: null, signalledAt: null });
  });

  it('is kept while routes cannot be reached, to be told later', async () => {
    api.door.isAway = true;
    const { status } = await send();
    await api.deps.errands.settled();

    expect([status, (await kept())[0]?.signalledAt]).toEqual([202, null]);
  });

  it.each([
    ['with another secret', async () => send({ secret: 'whsec_b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=' })],
    ['six minutes old', async () => send({ at: ago(6 * 60_000) })],
    ['six minutes ahead', async () => send({ at: ago(-6 * 60_000) })],
    ['changed on the way', async () => send({ tampered: '{"transactionId":"other","payload":{}}' })],
    [
      'without a signature',
      async () => (await sender(api)).post('/v1/callbacks/halls', { transactionId: 'x' }),
    ],
  ])('is turned away %s, and nothing is kept', async (_how, forged) => {
    const counted = async () =>
      (await api.deps.metrics.callbacksForged.get()).values.reduce((sum, { value }) => sum + value, 0);
    const before = await counted();

    expect(verdict(await forged())).toBe('401 bad-signature');
    expect(await kept()).toEqual([]);
    expect(await counted()).toBe(before + 1);
  });

  it.each([
    ['broken JSON', '{"transactionId":', 400],
    ['no transaction id', '{"payload":{}}', 422],
    ['no payload', '{"transactionId":"tx","payload":null}', 422],
    ['a character that cannot be stored', '{"transactionId":"tx","payload":{"a":"\\u0000"}}', 422],
    ['half a character', '{"transactionId":"tx","payload":{"a":"\\ud800"}}', 422],
    ['deep nesting', `{"transactionId":"tx","payload":${'['.repeat(30)}${']'.repeat(30)}}`, 400],
  ])('is told what is wrong with %s', async (_what, body, status) => {
    expect((await send({ body })).status).toBe(status);
  });

  it('must be an agency of the catalogue', async () => {
    expect((await send({ agency: 'nobody' })).status).toBe(404);
  });
});
