import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createPoster, type Posted } from '../../activities/webhooks/post.ts';
import { Authority, type Certified, inHours } from '../support/certificates.ts';
import { startReceiver } from '../support/receiver.ts';

const name = 'hooks.my.gov.uz';
const known = new Authority('an authority of the ministry');
const unknown = new Authority('an authority of nobody');

const trusted = getCACertificates('default');
beforeAll(() => {
  // As NODE_EXTRA_CA_CERTS does for a process.
  setDefaultCACertificates([...trusted, known.own.cert]);
});
afterAll(() => {
  setDefaultCACertificates(trusted);
});

/** Posts to the name, which leads to a port of this machine. */
async function postTo(port: number, times: readonly (() => void)[] = [() => undefined]) {
  const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const poster = createPoster({ loopback: true, ports: [port] }, { resolve });
  const outgoing = { url: `https://${name}:${port}/hook`, headers: { 'webhook-id': 'event-1' }, body: '{}' };
  const posted: Posted[] = [];
  for (const before of times) {
    before();
    posted.push(await poster.post(outgoing));
  }
  await poster.close();
  return posted;
}

/** The same, where a receiver there shows the certificate. */
async function postToOneWith(certified: Certified) {
  const receiver = await startReceiver(certified);
  const [posted] = await postTo(receiver.port);
  await receiver.close();
  return { posted, received: receiver.received.map(({ headers }) => headers.host) };
}

describe('a webhook over TLS', () => {
  it('arrives where the certificate stands for its name and an authority that Hayot was told of vouches for it', async () => {
    const { posted, received } = await postToOneWith(known.certify({ name }));

    expect(posted).toEqual({ is: 'taken', status: 204 });
    expect(received).toEqual([expect.stringMatching(/^hooks\.my\.gov\.uz:\d+$/)]);
  });

  it.each([
    ['stands for another name', known.certify({ name: 'hooks.other.uz' }), 'certificate-name'],
    [
      'stands for the address that the name leads to',
      known.certify({ name: '127.0.0.1' }),
      'certificate-name',
    ],
    ['has expired', known.certify({ name, from: inHours(-2), until: inHours(-1) }), 'certificate-expired'],
    ['is not valid yet', known.certify({ name, from: inHours(1) }), 'certificate-not-yet-valid'],
    ['is from an authority that nobody told of', unknown.certify({ name }), 'certificate-untrusted'],
    ['is signed by itself', new Authority(name).own, 'certificate-untrusted'],
  ])('sends nothing where the certificate %s', async (_what, certified, fault) => {
    expect(await postToOneWith(certified)).toEqual({
      posted: { is: 'failed', status: null, fault, askedForMs: null },
      received: [],
    });
  });

  it('looks at the certificate at every delivery, also where the receiver offers to leave that out', async () => {
    const ticketKeys = randomBytes(48);
    const server = createServer({ ...known.certify({ name }), ticketKeys }, (_request, response) => {
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const expires = () => {
      server.setSecureContext({
        ...known.certify({ name, from: inHours(-2), until: inHours(-1) }),
        ticketKeys,
      });
    };
    const posted = await postTo((server.address() as AddressInfo).port, [() => undefined, expires]);
    await new Promise((resolve) => server.close(resolve));

    expect(posted).toMatchObject([{ is: 'taken' }, { fault: 'certificate-expired' }]);
  });
});
