import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { mother } from '../platform/support/calls.ts';
import { runSimulator, type RunningSimulator } from '../platform/support/running-simulator.ts';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await runSimulator();
});
afterAll(() => simulator.end());

const form = (path: string, fields: Record<string, string>) =>
  fetch(`${simulator.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const jsonOf = async (response: Response | Promise<Response>) =>
  (await response).json() as Promise<Record<string, unknown>>;

describe('a development token', () => {
  const verified = async (body: object) => {
    const { access_token: token } = (await jsonOf(simulator.post('/oauth/token', body))) as {
      access_token: string;
    };
    const keys = createLocalJWKSet((await jsonOf(simulator.get('/jwks.json'))) as unknown as JSONWebKeySet);
    const { payload } = await jwtVerify(token, keys, {
      issuer: 'http://127.0.0.1:4100',
      audience: 'hayot',
      algorithms: ['ES256'],
    });
    return payload;
  };

  it('names the role and what goes with it', async () => {
    expect(await verified({ role: 'portal' })).toMatchObject({
      role: 'portal',
      client: 'mygov',
      sub: 'portal:mygov',
    });
    expect(await verified({ role: 'portal', client: 'my-bank' })).toMatchObject({ client: 'my-bank' });
    expect(await verified({ role: 'officer', team: 'registry' })).toMatchObject({
      role: 'officer',
      team: 'registry',
    });
    expect(await verified({ role: 'analyst' })).toMatchObject({ role: 'analyst' });
  });

  it('of a citizen carries the number, but not as its subject', async () => {
    const claims = await verified({ role: 'citizen', pinfl: mother() });

    expect(claims).toMatchObject({ role: 'citizen', pinfl: mother() });
    expect(claims.sub).not.toContain(mother());
  });

  it.each([
    [{ role: 'king' }],
    [{ role: 'citizen' }],
    [{ role: 'citizen', pinfl: '1' }],
    [{ role: 'officer' }],
    [{ role: 'officer', team: 'moon' }],
    [{ role: 'portal', pinfl: '31210632040244' }],
    [{ role: 'portal', client: 'A B' }],
    [{}],
  ])('is not given for %j', async (body) => {
    expect((await simulator.post('/oauth/token', body)).status).toBe(422);
  });

  it('publishes no secret', async () => {
    expect(JSON.stringify(await jsonOf(simulator.get('/jwks.json')))).not.toContain('"d"');
  });
});

describe('the OneID stand-in', () => {
  const back = 'http://127.0.0.1:8080/back';
  const asked = {
    response_type: 'one_code',
    client_id: 'hayot',
    redirect_uri: back,
    scope: 'hayot',
    state: 'st"<1>',
  };
  const path = '/sso/oauth/Authorization.do';
  const signIn = async (more: object = {}) => {
    const response = await form('/sso/oauth/sign-in', {
      ...asked,
      pin: mother(),
      method: 'MOBILEMETHOD',
      ...more,
    });
    return { status: response.status, to: new URL(response.headers.get('location') ?? 'about:blank') };
  };
  const secrets = { client_id: 'hayot', client_secret: 'any' };
  const exchange = (fields: Record<string, string>) => jsonOf(form(path, { ...secrets, ...fields }));
  const tokenFor = async (code: string) =>
    exchange({ grant_type: 'one_authorization_code', code, redirect_uri: back });

  it('shows a page to sign in, in which nothing of the request can act', async () => {
    const page = await (await simulator.get(`${path}?${new URLSearchParams(asked).toString()}`)).text();

    expect(page).toContain('value="st&quot;&lt;1&gt;"');
  });

  it('leads back with code and state, and tells who signed in', async () => {
    const { status, to } = await signIn();
    expect([status, to.origin + to.pathname, to.searchParams.get('state')]).toEqual([303, back, 'st"<1>']);

    const { access_token: token } = await tokenFor(to.searchParams.get('code') ?? '');
    const user = await exchange({
      grant_type: 'one_access_token_identify',
      access_token: String(token),
      scope: 'hayot',
    });
    expect(user).toMatchObject({
      ret_cd: '0',
      pin: mother(),
      birth_date: '1995-06-12',
      user_type: 'I',
      auth_method: 'MOBILEMETHOD',
    });

    expect(await exchange({ grant_type: 'one_log_out', access_token: String(token) })).toEqual({
      ret_cd: '0',
    });
    expect(
      await exchange({ grant_type: 'one_access_token_identify', access_token: String(token) }),
    ).toMatchObject({ ret_cd: '1' });
  });

  it('names a company only to whom its key was used', async () => {
    const { to } = await signIn({ method: 'LEPKCSMETHOD' });
    const { access_token: token } = await tokenFor(to.searchParams.get('code') ?? '');

    expect(
      await exchange({ grant_type: 'one_access_token_identify', access_token: String(token) }),
    ).toMatchObject({
      user_type: 'L',
      pkcs_legal_tin: '200000000',
    });
  });

  it('takes a code once only, and only for the client and address that asked', async () => {
    const { to } = await signIn();
    const code = to.searchParams.get('code') ?? '';
    expect(await tokenFor(code)).toHaveProperty('access_token');
    expect(await tokenFor(code)).toMatchObject({ ret_cd: '1' });

    const other = (await signIn()).to.searchParams.get('code') ?? '';
    expect(
      await exchange({ grant_type: 'one_authorization_code', code: other, redirect_uri: `${back}/2` }),
    ).toMatchObject({ ret_cd: '1' });
  });

  it('sends nobody elsewhere, and takes no number with a wrong check digit', async () => {
    expect((await signIn({ redirect_uri: 'https://evil.example/' })).status).toBe(422);
    expect((await signIn({ redirect_uri: 'http://127.0.0.1.evil.example/' })).status).toBe(422);
    expect((await signIn({ pin: '31210632040245' })).status).toBe(422);
  });

  it('says no with HTTP 200 where the request is not of the protocol', async () => {
    const response = await form(path, { grant_type: 'password' });

    expect(response.status).toBe(200);
    expect(await jsonOf(response)).toMatchObject({ ret_cd: '1' });
  });
});

describe('a message', () => {
  const sent = async (channel: string) =>
    ((await jsonOf(simulator.get(`/sent?channel=${channel}`))) as { items: Record<string, unknown>[] }).items;

  it('by Eskiz is kept, and counts as delivered', async () => {
    const login = await jsonOf(form('/eskiz/api/auth/login', { email: 'a@b.uz', password: 'any' }));
    const headers = { authorization: `Bearer ${(login['data'] as { token: string }).token}` };
    const body = new URLSearchParams({ mobile_phone: '998901234567', message: 'Salom', from: '4546' });
    const url = `${simulator.url}/eskiz/api/message/sms`;
    const answer = await jsonOf(fetch(`${url}/send`, { method: 'POST', headers, body }));

    expect(answer).toMatchObject({ status: 'waiting' });
    expect(await sent('eskiz')).toEqual([expect.objectContaining({ to: '998901234567', text: 'Salom' })]);
    expect(await jsonOf(fetch(`${url}/status/${String(answer['id'])}`, { headers }))).toMatchObject({
      data: { status: 'DELIVRD' },
    });
    expect((await fetch(`${url}/send`, { method: 'POST', body })).status).toBe(401);
  });

  it('by Playmobile is kept under the id that the sender chose', async () => {
    const sms = { originator: '3700', content: { text: 'Salom' } };
    const send = (messages: object[]) =>
      fetch(`${simulator.url}/playmobile/broker-api/send`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('a:b')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messages }),
      });

    expect((await send([{ recipient: '998901234567', 'message-id': 'route-1/0', sms }])).status).toBe(200);
    expect((await send([{ recipient: '+998901234567', 'message-id': 'x', sms }])).status).toBe(400);
    expect(await sent('playmobile')).toEqual([
      expect.objectContaining({ reference: 'route-1/0', text: 'Salom' }),
    ]);
  });

  it('by Telegram is kept, unless the person blocked the bot or gets too many', async () => {
    const send = (chat: number) =>
      simulator.post('/telegram/bot1:abc/sendMessage', { chat_id: chat, text: 'Salom' });

    expect(await jsonOf(send(17))).toMatchObject({ ok: true, result: { chat: { id: 17 } } });
    expect(await jsonOf(send(1403))).toMatchObject({ ok: false, error_code: 403 });
    expect(await jsonOf(send(1429))).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    expect(await sent('telegram')).toHaveLength(1);
  });
});
