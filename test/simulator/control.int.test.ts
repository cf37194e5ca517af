import { createPlatform, type Platform } from '../../activities/platform/index.ts';
import { callOn, mother } from '../platform/support/calls.ts';
import { contracts } from '../platform/support/contracts.ts';
import { platformAt, runSimulator, type RunningSimulator } from '../platform/support/running-simulator.ts';

let simulator: RunningSimulator;
let platform: Platform;
beforeAll(async () => {
  simulator = await runSimulator();
  platform = createPlatform(platformAt(simulator.url), contracts);
});
afterAll(async () => {
  await platform.close();
  await simulator.end();
});

const sentence = async (response: Response) => {
  const { detail } = (await response.json()) as { detail: string };
  return [response.status, detail];
};

describe('the control of services and agencies', () => {
  it.each<[path: string, body: unknown, answer: [status: number, words: RegExp]]>([
    ['/services/registry.unheard-of', { mode: 'down' }, [404, /^No service or agency of this name/]],
    ['/agencies/moon', { mode: 'down' }, [404, /^No service or agency of this name/]],
    ['/agencies/constructor', { mode: 'down' }, [404, /^No service or agency of this name/]],
    ['/services/registry.register', { mode: 'later' }, [409, /answers at once or is polled/]],
    ['/agencies/tax', { mode: 'later' }, [409, /answers at once or is polled/]],
    ['/services/registry.register', { mode: 'asleep' }, [422, /mode: must be one of ok, slow, down/]],
    ['/services/registry.register', {}, [422, /mode/]],
    ['/services/registry.register', [], [422, /the body/]],
    ['/services/registry.register', { mode: 'down', forever: true }, [422, /a field that is not known here/]],
    ['/services/registry.register', { mode: 'down', times: 0 }, [422, /times/]],
    ['/services/registry.register', { mode: 'slow', delayMs: -1 }, [422, /delayMs/]],
    ['/services/registry.register', { mode: 'slow', delayMs: 1e9 }, [422, /delayMs/]],
    ['/services/registry.register', { mode: 'down', refusal: 'not-entitled' }, [422, /the mode refuse only/]],
    [
      '/services/registry.register',
      { mode: 'refuse', refusal: 'whim' },
      [422, /one of not-entitled, twice-born/],
    ],
  ])('says in a sentence why PUT %s %j cannot be', async (path, body, [status, words]) => {
    expect(await sentence(await simulator.put(path, body))).toEqual([status, expect.stringMatching(words)]);
  });

  it('takes what is right, and takes it back', async () => {
    expect((await simulator.put('/agencies/registry', { mode: 'later', delayMs: 10 })).status).toBe(204);
    expect((await simulator.remove('/agencies/registry')).status).toBe(204);
    expect((await simulator.remove('/agencies/registry')).status).toBe(204);
    expect((await simulator.remove('/services/nothing')).status).toBe(404);
  });

  it('counts the times, and only requests that the mode concerns', async () => {
    const call = callOn(platform);
    await simulator.put('/services/registry.ask-first', { mode: 'effect-then-reset', times: 1 });

    const asked = await call('registry.ask-first', 'route-9/register/0/1', { act: 'look-up' });
    const acted = await call('registry.ask-first', 'route-9/register/0/1');
    const after = await call('registry.ask-first', 'route-10/register/0/1');

    expect([asked.is, acted.is, after.is]).toEqual(['not-found', 'unavailable', 'answered']);
  });

  it('lets a service differ from its agency', async () => {
    await simulator.put('/agencies/registry', { mode: 'down' });
    await simulator.put('/services/registry.register', { mode: 'ok' });

    expect(await callOn(platform)('registry.register', 'route-11/register/0/1')).toMatchObject({
      is: 'answered',
    });
    expect(await callOn(platform)('registry.ask-first', 'route-11/ask/0/1')).toMatchObject({
      because: 'down',
    });
    await simulator.remove('/agencies/registry');
    await simulator.remove('/services/registry.register');
  });
});

describe('the gateway', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${simulator.url}/gateway${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'route-1/a/0/1', ...headers },
      body,
    });
  const bearer = async () => {
    const { tokenUrl, consumerKey, consumerSecret, username, password } = platformAt(simulator.url);
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'password', username, password }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return { authorization: `Bearer ${token}` };
  };
  const fault = async (response: Response) => {
    const body = (await response.json()) as { fault: { code: number; description: string } };
    return [response.status, body.fault.code, body.fault.description];
  };

  it('lets nobody in without a token, or with a wrong one', async () => {
    const path = '/registry/service/register/v1';

    expect(await fault(await post(path, '{}'))).toEqual([401, 900902, '']);
    expect(await fault(await post(path, '{}', { authorization: 'Bearer made-up' }))).toEqual([
      401,
      900901,
      '',
    ]);
  });

  it('names what is wrong in a request, and not its values', async () => {
    const path = '/persons/service/gcp/v1';
    const good = {
      transaction_id: 'a',
      is_consent: 'Y',
      sender_pinfl: mother(),
      langId: 1,
      is_photo: 'N',
      Sender: 'P',
      pinpp: mother(),
    };
    const said = async (change: object) =>
      (await fault(await post(path, JSON.stringify({ ...good, ...change }), await bearer())))[2];

    expect(await said({ pinpp: 'Karimova' })).toBe('the input is not as agreed at pinfl (invalid_format)');
    expect(await said({ more: 1 })).toBe('there is a field that the contract does not know');
    expect(await said({ is_consent: true })).toBe('is_consent must say whether consent was given');
    expect(await said({ sender_pinfl: '' })).toBe('sender_pinfl must be a text of at most 100 letters');
  });

  it('takes no request without a key, no other path, and nothing too large or broken', async () => {
    const headers = await bearer();

    expect(
      await fault(await post('/registry/service/register/v1', '{}', { ...headers, 'idempotency-key': '' })),
    ).toEqual([400, 400001, expect.stringContaining('Idempotency-Key')]);
    expect(await fault(await post('/registry/unheard-of', '{}', headers))).toEqual([404, 900906, '']);
    expect((await post('/registry/service/register/v1', '{"a":', headers)).status).toBe(400);
    expect((await post('/registry/service/register/v1', `"${'x'.repeat(300_000)}"`, headers)).status).toBe(
      413,
    );
  });
});

describe('the ledger', () => {
  it('says so when asked for what it does not know', async () => {
    expect(await sentence(await simulator.get('/ledger?person=1'))).toEqual([
      422,
      expect.stringContaining('a field that is not known here'),
    ]);
  });
});

describe('the simulator', () => {
  it('lists what it offers, how agencies can misbehave and the situations on its start page', async () => {
    const page = await (await simulator.get('/')).text();

    expect(page).toContain('PUT /services/{service}');
    expect(page).toContain('<tr><td>reset</td><td>The connection is reset before anything is done</td></tr>');
    expect(page).toContain('<tr><td>901</td><td>registry.register</td><td>refuses: twice-born</td></tr>');
    expect(page).toContain('<tr><td>902</td><td>persons.gcp</td><td>knows no such thing</td></tr>');
  });

  it('says in a sentence that there is nothing at a path', async () => {
    expect(await sentence(await simulator.get('/elsewhere'))).toEqual([
      404,
      expect.stringContaining('GET /'),
    ]);
  });

  it('writes no body and no personal number into its log', () => {
    expect(simulator.logged.join('')).not.toMatch(/\d{14}|Karimova|twice-born/);
  });
});
