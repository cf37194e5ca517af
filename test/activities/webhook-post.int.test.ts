import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPoster, type Poster, type PosterOptions } from '../../activities/webhooks/post.ts';
import type { TargetPolicy } from '../../webhooks/target.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const headers = { 'webhook-id': 'event-1' };
const inside: TargetPolicy = { loopback: true, ports: [443] };

let receiver: Receiver;
const posters: Poster[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.forget();
});
afterAll(async () => {
  await Promise.all(posters.map((one) => one.close()));
  await receiver.close();
});

const post = async (url: string, policy: TargetPolicy = inside, options: PosterOptions = {}) => {
  const poster = createPoster(policy, options);
  posters.push(poster);
  return poster.post({ url, headers, body: '{}' });
};
const leadsTo = (...addresses: string[]) => ({
  resolve: () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
});
const refused = { is: 'failed', status: null, fault: 'target-refused', askedForMs: null };

describe('a webhook on its way', () => {
  it('arrives as CloudEvents JSON, and a 2xx is all that it asks for', async () => {
    expect(await post(receiver.url)).toEqual({ is: 'taken', status: 204 });
    expect(receiver.received.map(({ id, body }) => [id, body])).toEqual([['event-1', '{}']]);
    expect(receiver.received[0]?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  });

  it('follows no redirect, wherever it leads', async () => {
    const other = await startReceiver();
    receiver.answer = (response) => response.writeHead(307, { location: other.url }).end();
    const posted = await post(receiver.url);
    await other.close();

    expect(posted).toMatchObject({ is: 'failed', status: 307, fault: 'refused' });
    expect(other.received).toEqual([]);
  });

  it.each([400, 404, 410, 429, 500, 503])('has not arrived where the answer is %i', async (status) => {
    receiver.answer = (response) => response.writeHead(status, { 'retry-after': '7' }).end();

    expect(await post(receiver.url)).toEqual({ is: 'failed', status, fault: 'refused', askedForMs: 7_000 });
  });

  it('has not arrived where nobody answers in time', async () => {
    receiver.answer = () => undefined;
    const silent = await post(receiver.url, inside, { timeoutMs: 200 });

    expect(silent).toMatchObject({ is: 'failed', fault: 'timeout' });
  });

  it('has arrived once the status says so: nobody waits for a body without end', async () => {
    receiver.answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'.repeat(1_000)), 5);
      response.once('close', () => {
        clearInterval(drip);
      });
    };

    expect(await post(receiver.url, inside, { timeoutMs: 2_000 })).toEqual({ is: 'taken', status: 200 });
    expect(receiver.load.now).toBeLessThanOrEqual(1);
  });

  it('has not arrived where the connection is refused or cut', async () => {
    const empty = createServer();
    await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
    const { port } = empty.address() as AddressInfo;
    await new Promise((resolve) => empty.close(resolve));
    receiver.answer = (response) => response.destroy();

    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ fault: 'connection' });
    expect(await post(receiver.url)).toMatchObject({ fault: 'connection' });
  });

  it('has not arrived where the name is unknown', async () => {
    const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));

    expect(await post('https://gone.my.gov.uz/', inside, { resolve: unknown })).toMatchObject({
      fault: 'unknown-host',
    });
  });
});

describe('a webhook whose name leads inside', () => {
  const strict: TargetPolicy = { loopback: false, ports: [443] };

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine by IPv6', '::1'],
    ['this machine within IPv6', '::ffff:127.0.0.1'],
    ['the inner network', '10.1.2.3'],
    ['metadata of a cloud', '169.254.169.254'],
    ['a translator', '64:ff9b::a9fe:a9fe'],
  ])('is not sent: %s', async (_what, address) => {
    expect(await post('https://hooks.my.gov.uz/', strict, leadsTo(address))).toEqual(refused);
  });

  it('is not sent either where only one of its addresses is inside', async () => {
    expect(await post('https://hooks.my.gov.uz/', strict, leadsTo('93.184.215.14', '10.0.0.1'))).toEqual(
      refused,
    );
  });

  it('is not sent to a number, which no look-up would check', async () => {
    expect(await post(receiver.url, strict)).toEqual(refused);
    expect(await post('https://127.0.0.1:443/', strict)).toEqual(refused);
    expect(receiver.received).toEqual([]);
  });

  it('is looked up anew each time, and goes to the address that was looked at', async () => {
    const asked: string[] = [];
    const answers = ['127.0.0.1', '10.0.0.1'];
    const resolve = (name: string) => {
      asked.push(name);
      return Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]);
    };
    const poster = createPoster(inside, { resolve });
    posters.push(poster);
    const url = `http://localhost:${receiver.port}/hook`;

    expect(await poster.post({ url, headers, body: '{}' })).toEqual({ is: 'taken', status: 204 });
    expect(await poster.post({ url, headers, body: '{}' })).toEqual(refused);
    expect(asked).toEqual(['localhost', 'localhost']);
    expect(receiver.received).toHaveLength(1);
  });
});
