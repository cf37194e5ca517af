import { randomUUID } from 'node:crypto';
import { enterTest } from '../../db/webhooks/deliveries.ts';
import { newSecret } from '../../webhooks/seal.ts';
import { isSignedWith } from '../support/receiver.ts';
import { WebhookStage } from './support/webhook-stage.ts';

let stage: WebhookStage;
beforeAll(async () => {
  stage = await WebhookStage.set();
});
beforeEach(() => stage.clear());
afterAll(() => stage.strike());

const received = () => stage.receiver.received;
const log = () =>
  stage.rows('select id, state, attempts, last_status, last_fault from webhook_deliveries order by at, id');
const fails = (status: number) => {
  stage.receiver.answer = (response) => response.writeHead(status).end();
};

describe('news of a route', () => {
  it('reaches its portal signed, and says where the route stands and nothing else', async () => {
    const { id, secret } = await stage.hook();
    const route = await stage.route();
    await stage.move(route);
    await stage.send();

    expect(received().map((one) => one.event)).toEqual([
      {
        specversion: '1.0',
        id: received()[0]?.id,
        source: '/v1/routes',
        type: 'uz.hayot.route.moved.v1',
        subject: route,
        time: expect.any(String),
        datacontenttype: 'application/json',
        data: {
          ...{ route, lifeEvent: 'test-event', seq: 1, state: 'open', outcome: null },
          ...{ health: 'on-track', link: `/v1/routes/${route}` },
        },
      },
    ]);
    expect(received().every((one) => isSignedWith(secret, one))).toBe(true);
    expect(received().some((one) => isSignedWith(newSecret(), one))).toBe(false);
    expect(await log()).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 204 }]);
    expect(id).not.toBe('');
  });

  it('is none that Hayot has begun the route, or has kept its history', async () => {
    await stage.hook();
    const route = await stage.route();
    await stage.rows(`update routes set workflow_started_at = now() where id = '${route}'`);
    await stage.rows(`update routes set history = 'kept' where id = '${route}'`);

    expect(await log()).toEqual([]);
  });

  it('is told once for many changes that nobody was told of, as the route stands then', async () => {
    await stage.hook();
    const [route, other] = [await stage.route(), await stage.route()];
    for (let count = 0; count < 5; count += 1) await stage.move(route);
    await stage.move(other);
    await stage.send();

    expect(received().map(({ event }) => [event.subject, event.data])).toEqual(
      expect.arrayContaining([
        [route, expect.objectContaining({ seq: 5 })],
        [other, expect.objectContaining({ seq: 1 })],
      ]),
    );
    expect(received()).toHaveLength(2);
  });

  it('is told of a stuck step, of a person’s turn and of the end, to who wants to hear of it', async () => {
    const wants = await stage.hook();
    await stage.hook(`${stage.receiver.url}/closed`, ['uz.hayot.route.closed.v1']);
    const route = await stage.route();
    await stage.rows(
      `insert into steps (route, step, service, agency, status, seq) values ($1, 'enter', 's', 'a', 'stuck', 1)`,
      route,
    );
    await stage.rows(
      `insert into tasks (id, route, step, instance, epoch, kind, service, party, team) values
       ($2, $1, 'enter', 0, 1, 'service', 's', 'applicant', null), ($3, $1, 'enter', 0, 1, 'officer', 's', null, 'a')`,
      ...[route, randomUUID(), randomUUID()],
    );
    await stage.send();
    await stage.rows(`update routes set state = 'closed', outcome = 'complete' where id = $1`, route);
    await stage.send();
    const told = await stage.rows(
      `select type, webhook = $1 as wants from webhook_deliveries order by type, wants`,
      wants.id,
    );

    expect(told).toEqual([
      { type: 'uz.hayot.route.closed.v1', wants: false },
      { type: 'uz.hayot.route.closed.v1', wants: true },
      { type: 'uz.hayot.route.stuck.v1', wants: true },
      { type: 'uz.hayot.route.turn.v1', wants: true },
    ]);
    expect(received().find(({ event }) => event.type.includes('stuck'))?.event.data).toMatchObject({
      health: 'stuck',
    });
    expect(received().find(({ event }) => event.type.includes('closed'))?.event.data).toMatchObject({
      state: 'closed',
      outcome: 'complete',
    });
  });

  it('is told to nobody but the portal that started the route, and not of what is rolled back', async () => {
    await stage.hook();
    const route = await stage.route();
    await stage.rows(`update webhooks set client = 'another'`);
    await stage.move(route);
    await stage.rows(`update webhooks set client = 'portal'`);
    const connection = await stage.stage.db.pool.connect();
    await connection.query('begin');
    await connection.query('update routes set seq = seq + 1 where id = $1', [route]);
    await connection.query('rollback');
    connection.release();

    expect(await log()).toEqual([]);
  });
});

describe('a receiver that does not take an event', () => {
  it('gets it again under the same id, until it takes it', async () => {
    await stage.hook();
    await stage.move(await stage.route());
    fails(503);
    await stage.send();
    await stage.send();
    expect(received()).toHaveLength(1);
    await stage.later();
    stage.receiver.answer = (response) => response.writeHead(200).end('ok');
    await stage.send();

    expect(new Set(received().map(({ id }) => id)).size).toBe(1);
    expect(new Set(received().map(({ body }) => body)).size).toBe(1);
    expect(await log()).toMatchObject([
      { state: 'delivered', attempts: 2, last_status: 200, last_fault: null },
    ]);
    expect(stage.results).toEqual(['failed', 'delivered']);
  });

  it('does not get old news once there is newer news of the same route', async () => {
    await stage.hook();
    const route = await stage.route();
    await stage.move(route);
    fails(500);
    await stage.send();
    await stage.move(route);
    await stage.send();
    await stage.later();
    await stage.send();

    expect(received().map(({ event }) => (event.data as { seq: number }).seq)).toEqual([1, 2, 2]);
    expect(await log()).toMatchObject([{ state: 'superseded' }, { state: 'waiting', attempts: 2 }]);
  });

  it('is given up for this event after two days of attempts', async () => {
    await stage.hook();
    await stage.move(await stage.route());
    fails(500);
    await stage.rows('update webhook_deliveries set attempts = 10');
    await stage.send();

    expect(await log()).toMatchObject([{ state: 'given-up', attempts: 11, last_status: 500 }]);
  });

  it('is told nothing more once it says that it is gone, until it takes a test', async () => {
    const { id } = await stage.hook();
    const route = await stage.route();
    await stage.move(route);
    fails(410);
    await stage.send();
    await stage.move(route);
    await stage.send();
    const [gone] = await stage.rows('select disabled_because from webhooks');
    expect([received().length, gone]).toEqual([1, { disabled_because: 'gone' }]);

    stage.receiver.forget();
    await enterTest(stage.stage.db.orm, id, randomUUID());
    await stage.send();
    await stage.move(route);
    await stage.send();

    expect(received().map(({ event }) => event.type)).toEqual([
      'uz.hayot.webhook.test.v1',
      'uz.hayot.route.moved.v1',
    ]);
    expect(JSON.stringify(stage.warned)).not.toContain('127.0.0.1');
  });

  it('is told nothing more once it has failed for days, and its portal can see it', async () => {
    await stage.hook();
    const route = await stage.route();
    await stage.move(route);
    fails(500);
    await stage.send();
    expect(await stage.rows('select disabled_at, failing_since is null as well from webhooks')).toEqual([
      { disabled_at: null, well: false },
    ]);
    await stage.rows(`update webhooks set failing_since = now() - interval '6 days'`);
    await stage.later();
    await stage.send();

    expect(await stage.rows('select disabled_because from webhooks')).toEqual([
      { disabled_because: 'failing' },
    ]);
    expect(stage.results).toEqual(['failed', 'disabled']);
  });

  it('is well again as soon as it takes something', async () => {
    await stage.hook();
    await stage.move(await stage.route());
    await stage.rows(`update webhooks set failing_since = now() - interval '4 days'`);
    await stage.send();

    expect(await stage.rows('select failing_since from webhooks')).toEqual([{ failing_since: null }]);
  });

  it('does not hold up another one, however slow it is', async () => {
    await stage.hook();
    await stage.hook('http://127.0.0.1:9/');
    const waiting: (() => void)[] = [];
    stage.receiver.answer = (response) => waiting.push(() => response.writeHead(204).end());
    const route = await stage.route();
    await stage.move(route);
    const sender = stage.sender();
    await sender.round();
    await until(() => waiting.length === 1 && stage.results.includes('failed'));
    waiting.forEach((end) => {
      end();
    });
    await sender.settled();

    expect(stage.results).toEqual(['failed', 'delivered']);
  });
});

async function until(check: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!check()) {
    if (Date.now() > end) throw new Error('Waited for 10 seconds in vain.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
