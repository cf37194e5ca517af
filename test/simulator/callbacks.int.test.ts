import { Webhook } from 'standardwebhooks';
import { createPlatform } from '../../activities/platform/index.ts';
import { transactionIdOf } from '../../activities/platform/index.ts';
import { simulatorConfig } from '../../simulator/config.ts';
import { callOn, birth, mother } from '../platform/support/calls.ts';
import { contracts } from '../platform/support/contracts.ts';
import { listen, platformAt, runSimulator } from '../platform/support/running-simulator.ts';

interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Our API as a callback sees it: answers with these statuses in turn, the last one for ever. */
async function api(...statuses: number[]) {
  const received: Received[] = [];
  const server = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ path: request.url ?? '', headers, body });
      response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 202).end();
    });
  });
  opened.push(() => server.close());
  return { url: server.url, received };
}

async function simulatorFor(callbackUrl: string, data = '') {
  const simulator = await runSimulator({ callbackUrl, data });
  const platform = createPlatform(platformAt(simulator.url), contracts);
  let ended = false;
  const end = async () => {
    if (ended) return;
    ended = true;
    await platform.close();
    await simulator.end();
  };
  opened.push(end);
  return { simulator, platform, call: callOn(platform), end };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about within 8 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const secret = simulatorConfig({}).callbacks.secret;
const key = 'route-1/register/0/1';

describe('an agency that answers later', () => {
  it('takes the request in and calls back, signed, with the answer in its envelope', async () => {
    const { url, received } = await api(202);
    const { call, platform } = await simulatorFor(url);

    expect(await call('registry.later', key)).toEqual({ is: 'accepted' });
    await until(() => received.length > 0);

    const [callback] = received;
    expect(callback?.path).toBe('/v1/callbacks/registry');
    const body = new Webhook(secret).verify(callback?.body ?? '', callback?.headers ?? {}) as {
      transactionId: string;
      payload: unknown;
    };
    expect(body.transactionId).toBe(transactionIdOf(key));
    expect(platform.read('registry.later', body.payload)).toMatchObject({
      is: 'answered',
      answer: { bornOn: '2026-02-03' },
    });
  });

  it('calls again under the same id until our API has taken it, and then no more', async () => {
    const { url, received } = await api(503, 503, 202);
    const { call, simulator } = await simulatorFor(url);

    await call('registry.later', key);
    await until(() => received.length === 3);
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(simulator.logged.join('')).toContain('callback delivered');
  });

  it('calls after a restart what it still owes, and nothing twice', async () => {
    const { url, received } = await api(202);
    const first = await simulatorFor('http://127.0.0.1:9');
    const keep = first.simulator.folder;
    await first.call('registry.later', key);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await first.simulator.close();

    const second = await simulatorFor(url, keep);
    await until(() => received.length === 1);
    await until(() => second.simulator.logged.some((line) => line.includes('callback delivered')));
    await second.end();

    await simulatorFor(url, keep);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(received).toHaveLength(1);
  });

  it('may be told to take its time; until then a look-up says that it was taken in', async () => {
    const { url, received } = await api(202);
    const { call, simulator } = await simulatorFor(url);
    await simulator.put('/services/registry.later', { mode: 'later', delayMs: 400 });

    await call('registry.later', key);
    expect(await call('registry.later', key, { act: 'look-up' })).toEqual({ is: 'accepted' });
    expect(received).toHaveLength(0);

    await until(() => received.length === 1);
    expect(await call('registry.later', key, { act: 'look-up' })).toMatchObject({ is: 'answered' });
  });

  it('refuses by callback too', async () => {
    const { url, received } = await api(202);
    const { call, platform } = await simulatorFor(url);

    await call('registry.later', key, { input: { ...birth(), mother: mother(901) } });
    await until(() => received.length === 1);

    const { payload } = JSON.parse(received[0]?.body ?? '') as { payload: unknown };
    expect(platform.read('registry.later', payload)).toMatchObject({ is: 'refused', code: 'twice-born' });
  });
});

describe('an agency whose callbacks are disturbed', () => {
  const disturbed = async (mode: object, ...statuses: number[]) => {
    const { url, received } = await api(...statuses);
    const { call, simulator } = await simulatorFor(url);
    await simulator.put('/services/registry.later', mode);
    const book = async () => (await simulator.get('/callbacks')).json() as Promise<Book>;
    const isIn = async () => (await book()).callbacks.every(({ delivered }) => delivered);
    return { received, call, book, isIn };
  };

  it('calls back several times at once, and once more when it has long been taken, under one id', async () => {
    const { received, call } = await disturbed({ mode: 'callback-twice', times: 1 }, 202);

    await call('registry.later', key);
    await until(() => received.length === 4);

    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it('calls several times until it is taken, and only then once more', async () => {
    const { received, call, isIn } = await disturbed({ mode: 'callback-twice' }, 503, 503, 503, 202);

    await call('registry.later', key);
    await until(isIn);
    expect(received).toHaveLength(6);

    await until(() => received.length > 6);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(received).toHaveLength(7);
  });

  it('calls back before it has answered the request', async () => {
    const { received, call } = await disturbed({ mode: 'callback-early', delayMs: 1_000 }, 202);

    const answer = await call('registry.later', key);

    expect([answer.is, received.length]).toEqual(['accepted', 1]);
  });

  it('is imitated: by a stranger, and by what it signed long ago; both are counted, and its own comes after', async () => {
    const { received, call, book, isIn } = await disturbed({ mode: 'callback-forged' }, 401, 401, 202);

    await call('registry.later', key);
    await until(isIn);

    const isGenuine = ({ body, headers }: Received) => {
      try {
        return new Webhook(secret).verify(body, headers) !== undefined;
      } catch {
        return false;
      }
    };
    expect(received.map(isGenuine)).toEqual([false, false, true]);
    expect((await book()).forged).toEqual({ sent: 2, taken: 0 });
  });

  it('and an imitation that our API takes is told', async () => {
    const { call, book, isIn } = await disturbed({ mode: 'callback-forged' }, 202);

    await call('registry.later', key);
    await until(isIn);

    expect((await book()).forged).toEqual({ sent: 2, taken: 2 });
  });
});

interface Book {
  readonly callbacks: readonly { readonly id: string; readonly key: string; readonly delivered: boolean }[];
  readonly forged: { readonly sent: number; readonly taken: number };
}

describe('the list of callbacks', () => {
  it('names what is owed, under which key, and whether our API has taken it, also after a restart', async () => {
    const { url, received } = await api(202);
    const first = await simulatorFor('http://127.0.0.1:9');
    const list = async ({ simulator }: typeof first) =>
      ((await (await simulator.get('/callbacks')).json()) as Book).callbacks;
    await first.call('registry.later', key);
    await first.call('registry.register', 'route-1/number/0/1');

    const owed = await list(first);
    expect(owed).toEqual([{ id: expect.stringMatching(/^callback-/), key, delivered: false }]);

    await first.simulator.close();
    const second = await simulatorFor(url, first.simulator.folder);
    await until(async () => (await list(second))[0]?.delivered === true);
    expect(await list(second)).toEqual([{ ...owed[0], delivered: true }]);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([owed[0]?.id]);
  });
});

describe('the secret of a callback', () => {
  it("may be an agency's own", () => {
    const own = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

    expect(simulatorConfig({ CALLBACK_SECRET_CIVIL_REGISTRY: own }).callbacks.secretOf).toEqual({
      'civil-registry': own,
    });
  });

  it('that is none is named and not shown', () => {
    expect(() => simulatorConfig({ CALLBACK_SECRET: 'my-secret' })).toThrow(
      /^(?=.*CALLBACK_SECRET)(?!.*my-secret)/s,
    );
  });
});
