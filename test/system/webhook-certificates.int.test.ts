import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder } from '../../scripts/environment/folders.ts';
import { Authority, type Certified, inHours } from '../support/certificates.ts';
import type { Delivery } from '../../api/schemas/webhook.ts';
import { isSignedWith, startReceiver } from '../support/receiver.ts';
import { until } from './support/agencies.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { Portal } from './support/portal.ts';

const ministry = new Authority('an authority of the ministry');
const name = 'localhost';

describe('a portal whose receiver has a certificate of an authority that only the state knows', () => {
  let folder: string;
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    folder = await mkdtemp(join(openFolder, 'hayot-authorities-'));
    const file = join(folder, 'authorities.pem');
    await writeFile(file, ministry.own.cert);
    hayot = await startHayot({ WEBHOOK_LOOPBACK: 'allowed', NODE_EXTRA_CA_CERTS: file });
    portal = new Portal(hayot);
  });
  afterAll(async () => {
    await hayot.stop();
    await rm(folder, { recursive: true });
  });

  /** Registers a receiver that shows the certificate. */
  async function receiverWith(certified: Certified) {
    const receiver = await startReceiver(certified);
    const made = await portal.post<{ id: string; secret: string }>('/v1/webhooks', { url: receiver.url });
    return { receiver, ...made.body };
  }
  const newestOf = async (id: string) => {
    const { body } = await portal.get<{ items: Delivery[] }>(`/v1/webhooks/${id}/deliveries`);
    return body.items[0];
  };

  it('is told over https of its routes, once Hayot was told of the authority', async () => {
    const { receiver, id, secret } = await receiverWith(ministry.certify({ name }));
    const event = birth();
    const route = await portal.start('child-birth', event.mother, event);
    await portal.follow(route);
    const log = await until(
      () => newestOf(id),
      (seen) => seen?.type === 'uz.hayot.route.closed.v1' && seen.state !== 'waiting',
      'What became of the news that the route is closed',
    );
    await receiver.close();

    expect(log).toMatchObject({ state: 'delivered', lastStatus: 204, lastFault: null });
    expect(receiver.received.map(({ event: { type } }) => type)).toContain('uz.hayot.route.closed.v1');
    expect(receiver.received.every((one) => isSignedWith(secret, one))).toBe(true);
  });

  it.each([
    ['stands for another name', ministry.certify({ name: 'hooks.other.uz' }), 'certificate-name'],
    ['has expired', ministry.certify({ name, from: inHours(-2), until: inHours(-1) }), 'certificate-expired'],
    ['is signed by itself', new Authority(name).own, 'certificate-untrusted'],
  ])(
    'is told nothing where the certificate %s, and reads why in its log',
    async (_what, certified, fault) => {
      const { receiver, id } = await receiverWith(certified);
      await portal.post(`/v1/webhooks/${id}/test`, {});
      const log = await until(
        () => newestOf(id),
        (seen) => seen !== undefined && seen.state !== 'waiting',
        'What became of the test',
      );
      await receiver.close();

      expect(log).toMatchObject({ state: 'given-up', lastStatus: null, lastFault: fault });
      expect(receiver.received).toEqual([]);
    },
  );
});
