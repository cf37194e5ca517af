import { randomUUID } from 'node:crypto';
import { dropOldDeliveries, oldestUndelivered, replayDeliveries } from '../../db/webhooks/deliveries.ts';
import { claimDeliveries } from '../../db/webhooks/outbox.ts';
import { rotateSecret } from '../../db/webhooks/secrets.ts';
import { deleteWebhook } from '../../db/webhooks/subscriptions.ts';
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
const log = () => stage.rows('select state, attempts from webhook_deliveries order by at, id');

describe('several senders', () => {
  it('never send the same event at once, and never more than eight to one receiver', async () => {
    await stage.hook();
    const routes = await Promise.all(Array.from({ length: 40 }, () => stage.route()));
    await Promise.all(routes.map((route) => stage.move(route)));
    stage.receiver.answer = (response) => setTimeout(() => response.writeHead(204).end(), 20);
    const senders = Array.from({ length: 4 }, () => stage.sender());
    while ((await log()).some(({ state }) => state === 'waiting'))
      await Promise.all(senders.map((sender) => stage.send(sender)));

    expect(new Set(received().map(({ id }) => id)).size).toBe(40);
    expect(received()).toHaveLength(40);
    expect(stage.receiver.load.most).toBeGreaterThan(1);
    expect(stage.receiver.load.most).toBeLessThanOrEqual(8);
  });

  it('send again under the same id what one of them was killed over, after its claim has ended', async () => {
    const { id } = await stage.hook();
    await stage.move(await stage.route());
    const [killed] = await claimDeliveries(stage.stage.db.orm, id, 'a worker that was killed');
    await stage.send();
    expect(received()).toEqual([]);
    await stage.later();
    await stage.send();

    expect(received().map((one) => one.id)).toEqual([killed?.id]);
    expect(await log()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });
});

describe('news that is sent once more', () => {
  it('is not called superseded by what is sent with it', async () => {
    const { id } = await stage.hook();
    const route = await stage.route();
    await stage.move(route);
    await claimDeliveries(stage.stage.db.orm, id, 'a worker that was killed');
    await stage.move(route);
    await stage.rows('update webhook_deliveries set next_at = now() where event is not null');
    stage.receiver.answer = (response) => response.writeHead(500).end();
    await stage.send();

    expect(await log()).toEqual([
      { state: 'waiting', attempts: 2 },
      { state: 'waiting', attempts: 1 },
    ]);
  });
});

describe('a receiver that was away for long', () => {
  it('is told of a few routes at a time, and nobody looks through all that waits for it', async () => {
    const { id } = await stage.hook();
    const routes = await Promise.all(Array.from({ length: 20 }, () => stage.route()));
    for (const route of [...routes, ...routes]) await stage.move(route);
    const claimed = await claimDeliveries(stage.stage.db.orm, id, 'a worker');

    expect(claimed.map(({ event }) => (event.data as { seq: number }).seq)).toEqual(Array(8).fill(2));
    expect(await log()).toHaveLength(40 - 8);
  });
});

describe('a webhook that fails', () => {
  it('can be deleted, replayed and sent to at the same moment, and nobody waits in a circle', async () => {
    const { orm } = stage.stage.db;
    const { id } = await stage.hook();
    stage.receiver.answer = (response) => response.writeHead(500).end();
    const routes = await Promise.all(Array.from({ length: 16 }, () => stage.route()));
    const rush = async (work: () => Promise<unknown>) => {
      for (let count = 0; count < 5; count += 1) await work();
    };
    await Promise.all([
      ...routes.map((route) => rush(() => stage.move(route))),
      rush(() => replayDeliveries(orm, id, { since: new Date(0) })),
      ...[1, 2, 3].map(() => rush(() => stage.send())),
    ]);
    await Promise.all([stage.send(), deleteWebhook(orm, 'portal', id)]);

    expect(JSON.stringify(stage.warned)).not.toContain('next round');
    expect(received().length).toBeGreaterThan(16);
  });
});

describe('a secret that is changed', () => {
  it('signs beside the new one for a while, so that the receiver can change over', async () => {
    const { id, secret } = await stage.hook();
    const next = { id: randomUUID(), webhook: id, secret: newSecret(), key: stage.key };
    await stage.stage.db.orm.transaction((tx) => rotateSecret(tx, next, 24));
    const route = await stage.route();
    await stage.move(route);
    await stage.send();
    await stage.rows(`update webhook_secrets set ends_at = now() where ends_at is not null`);
    await stage.move(route);
    await stage.send();

    expect(received().map((one) => [isSignedWith(secret, one), isSignedWith(next.secret, one)])).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

describe('secrets that are changed at the same moment', () => {
  it('leave one that is valid from now on', async () => {
    const { id } = await stage.hook();
    const next = () => ({ id: randomUUID(), webhook: id, secret: newSecret(), key: stage.key });
    const { orm } = stage.stage.db;
    const second = await orm.transaction(async (tx) => {
      await rotateSecret(tx, next(), 24);
      const rotating = orm.transaction((other) => rotateSecret(other, next(), 24));
      while ((await stage.rows('select 1 from pg_locks where not granted')).length === 0);
      return { rotating };
    });
    await second.rotating;

    expect(await stage.rows('select webhook from webhook_secrets where ends_at is null')).toHaveLength(1);
  });
});

describe('a key of ours that was lost', () => {
  it('keeps news waiting, without an attempt, until the portal has a new secret', async () => {
    const { id } = await stage.hook();
    await stage.move(await stage.route());
    await stage.rows(`update webhook_secrets set sealed = 'made under another key'`);
    await stage.send();
    expect([received(), await log()]).toEqual([[], [{ state: 'waiting', attempts: 0 }]]);
    const next = { id: randomUUID(), webhook: id, secret: newSecret(), key: stage.key };
    await stage.stage.db.orm.transaction((tx) => rotateSecret(tx, next, 24));
    await stage.send();

    expect(received().map((one) => isSignedWith(next.secret, one))).toEqual([true]);
  });
});

describe('the log of deliveries', () => {
  it('sends again what is asked for, under the ids it had', async () => {
    const { id } = await stage.hook();
    const routes = [await stage.route(), await stage.route()];
    for (const route of routes) await stage.move(route);
    await stage.send();
    const [first] = received();
    const since = new Date(Date.now() - 60_000);

    expect(await replayDeliveries(stage.stage.db.orm, id, { ids: [first?.id ?? ''] })).toBe(1);
    await stage.send();
    expect(await replayDeliveries(stage.stage.db.orm, id, { since })).toBe(2);
    await stage.send();
    expect(await replayDeliveries(stage.stage.db.orm, id, { since: new Date(Date.now() + 60_000) })).toBe(0);

    const counts = Map.groupBy(received(), (one) => one.id);
    expect([...counts.values()].map((some) => some.length).toSorted()).toEqual([2, 3]);
    expect(received()).toContainEqual(expect.objectContaining({ id: first?.id, body: first?.body }));
  });

  it('tells how long the oldest news waits, and forgets what is old', async () => {
    await stage.hook();
    await stage.move(await stage.route());
    await stage.rows(`update webhook_deliveries set at = now() - interval '90 seconds'`);
    const waits = await oldestUndelivered(stage.stage.db.orm);
    await stage.send();
    await stage.rows(`update webhook_deliveries set at = now() - interval '29 days'`);
    const early = await dropOldDeliveries(stage.stage.db.orm, 30);
    await stage.rows(`update webhook_deliveries set at = now() - interval '31 days'`);

    expect(waits).toBeGreaterThanOrEqual(90);
    expect(waits).toBeLessThan(120);
    expect(await oldestUndelivered(stage.stage.db.orm)).toBe(0);
    expect([early, await dropOldDeliveries(stage.stage.db.orm, 30)]).toEqual([0, 1]);
  });
});
