import { createPlatform, type Platform } from '../../activities/platform/index.ts';
import { gzipSync } from 'node:zlib';
import { callOn } from './support/calls.ts';
import { contracts } from './support/contracts.ts';
import { giveToken, json, oddGateway, type Handler, type OddGateway } from './support/odd-gateway.ts';
import { platformAt } from './support/running-simulator.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

async function open(gateway: Handler, token?: Handler): Promise<{ gateway: OddGateway; platform: Platform }> {
  const server = await oddGateway(gateway, token);
  const platform = createPlatform(platformAt(server.url), contracts);
  opened.push(platform, server);
  return { gateway: server, platform };
}

async function answerOf(gateway: Handler, service = 'registry.register'): ReturnType<Platform['call']> {
  const { platform } = await open(gateway);
  return callOn(platform)(service, 'route-1/register/0/1');
}

const done = json(200, {
  status: 'done',
  data: { actNumber: 'A-1', pinfl: '61501260010011', bornOn: '2026-01-15', issuedOn: '2026-01-16' },
});
const unavailable = (because: string, mayHaveReached: boolean) => ({
  is: 'unavailable',
  because,
  retryAfterMs: null,
  mayHaveReached,
});

describe('the token', () => {
  it('is fetched once by the password grant for fifty calls at the same moment', async () => {
    const { gateway, platform } = await open(done);

    const calls = Array.from({ length: 50 }, (_, index) =>
      callOn(platform)('registry.register', `route-${index}/register/0/1`),
    );

    expect((await Promise.all(calls)).every(({ is }) => is === 'answered')).toBe(true);
    expect(gateway.tokenRequests).toEqual([
      'grant_type=password&username=hayot&password=development-password',
    ]);
    expect(gateway.requests).toHaveLength(50);
  });

  it('and the key travel in headers', async () => {
    const { gateway, platform } = await open(done);
    await callOn(platform)('registry.register', 'route-1/register/0/1');

    expect(gateway.requests[0]).toMatchObject({
      authorization: expect.stringMatching(/^Bearer token-\d+$/),
      'idempotency-key': 'route-1/register/0/1',
      'content-type': 'application/json',
    });
  });

  it('is fetched anew when its life is over', async () => {
    const { gateway, platform } = await open(done, giveToken(0.2));
    await callOn(platform)('registry.register', 'route-1/register/0/1');
    await new Promise((resolve) => setTimeout(resolve, 250));
    await callOn(platform)('registry.register', 'route-2/register/0/1');

    expect(gateway.tokenRequests).toHaveLength(2);
  });

  it('is fetched anew once when the gateway would not take it', async () => {
    const refused = json(401, { fault: { code: 900901, message: 'Invalid Credentials' } });
    let asked = 0;
    const { gateway, platform } = await open((request, response) => {
      asked += 1;
      (asked === 1 ? refused : done)(request, response);
    });

    expect(await callOn(platform)('registry.register', 'route-1/register/0/1')).toMatchObject({
      is: 'answered',
    });
    expect(gateway.tokenRequests).toHaveLength(2);
  });

  it('that the gateway never takes ends the call after the second try: nothing has reached the agency', async () => {
    const { gateway, platform } = await open(json(401, { code: 900901, message: 'Invalid Credentials' }));

    expect(await callOn(platform)('registry.register', 'route-1/register/0/1')).toEqual(
      unavailable('token', false),
    );
    expect(gateway.requests).toHaveLength(2);
  });

  it.each([
    ['refuses us', json(400, { error: 'invalid_grant' })],
    ['answers nonsense', json(200, { access_token: 'a b\r\nc', token_type: 'Bearer', expires_in: 3600 })],
    ['is cut off', ((_request, response) => response.destroy()) satisfies Handler],
  ])('cannot be had when its endpoint %s', async (_what, token) => {
    const { gateway, platform } = await open(done, token);

    expect(await callOn(platform)('registry.register', 'route-1/register/0/1')).toEqual(
      unavailable('token', false),
    );
    expect(gateway.requests).toHaveLength(0);
  });

  it('is not waited for longer than the call may last', async () => {
    const { platform } = await open(done, () => undefined);
    const started = Date.now();

    expect(await callOn(platform)('registry.hurried', 'route-1/register/0/1')).toEqual(
      unavailable('token', false),
    );
    expect(Date.now() - started).toBeLessThan(1_500);
  });
});

describe('an answer that is not as agreed', () => {
  it('is cut off when it drips: one clock bounds the whole', async () => {
    const started = Date.now();
    let timer: NodeJS.Timeout | undefined;
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      timer = setInterval(() => response.write(' '), 20);
    }, 'registry.hurried');
    clearInterval(timer);

    expect(answer).toEqual(unavailable('timeout', true));
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('is cut off at 1 MiB, however long it goes on', async () => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (written < 64 * 1024 * 1024 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
        response.end();
      };
      pour();
    });

    expect(answer).toEqual({ is: 'broken', why: 'the answer is larger than 1 MiB' });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it('is no redirect to follow', async () => {
    const target = await oddGateway(done);
    opened.push(target);

    const answer = await answerOf((_request, response) => {
      response.writeHead(307, { location: `${target.url}/elsewhere` });
      response.end();
    });

    expect(answer).toEqual({
      is: 'broken',
      why: 'HTTP 307: redirects of the platform are not followed',
    });
    expect(target.requests).toHaveLength(0);
  });

  it.each<[string, Handler, string]>([
    [
      'has no JSON type',
      (_request, response) => response.end('{}'),
      'HTTP 200: the content type is not JSON',
    ],
    [
      'is nested too deep',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('['.repeat(30_000) + ']'.repeat(30_000));
      },
      'HTTP 200: the answer is nested deeper than 20 levels',
    ],
    [
      'names a prototype',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"status":"done","data":{"__proto__":{"admin":true}}}');
      },
      'HTTP 200: the answer has a field named __proto__',
    ],
    [
      'is compressed though nobody asked',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(gzipSync('{}'));
      },
      'HTTP 200: the answer is compressed though none was asked for',
    ],
    [
      'says success with an HTTP error',
      json(400, { status: 'done', data: {} }),
      'HTTP 400 with neither a declared refusal nor "not found"',
    ],
    [
      'comes from a path that nobody knows',
      json(404, { code: '404', type: 'Status report', message: 'Not Found', description: '' }),
      'HTTP 404 with neither a declared refusal nor "not found"',
    ],
  ])('breaks the contract when it %s', async (_what, gateway, why) => {
    expect(await answerOf(gateway)).toEqual({ is: 'broken', why });
  });

  it('may refuse with an HTTP error, by a declared code', async () => {
    expect(await answerOf(json(422, { status: 'no', refusal: { code: 'not-entitled' } }))).toEqual({
      is: 'refused',
      code: 'not-entitled',
      evidence: null,
    });
  });

  it('may be an XML fault of an older gateway', async () => {
    const answer = await answerOf((_request, response) => {
      response.writeHead(503, { 'content-type': 'application/xml', 'retry-after': '30' });
      response.end(
        '<am:fault xmlns:am="http://wso2.org/apimanager"><am:code>303001</am:code>' +
          '<am:type>Status report</am:type><am:message>Runtime Error</am:message></am:fault>',
      );
    });

    expect(answer).toEqual({ ...unavailable('down', false), retryAfterMs: 30_000 });
  });
});

describe('whether the agency may have seen a request', () => {
  it('is no when nobody listens: what may not be sent twice never meets a dying connection', async () => {
    const server = await oddGateway(done);
    const platform = createPlatform(platformAt(server.url), contracts);
    opened.push(platform);
    await callOn(platform)('registry.never-again', 'route-1/register/0/1');
    await server.close();

    expect(await callOn(platform)('registry.never-again', 'route-2/register/0/1')).toEqual(
      unavailable('down', false),
    );
  });

  it('is yes when the connection breaks after the request', async () => {
    expect(await answerOf((request) => request.socket.resetAndDestroy())).toEqual(unavailable('reset', true));
  });

  it('is yes when the answer breaks off in the middle', async () => {
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"status":', () => response.socket?.destroy());
    });

    expect(answer).toEqual(unavailable('reset', true));
  });

  it('is yes for a server fault without a known code', async () => {
    expect(await answerOf(json(500, { anything: 1 }))).toEqual(unavailable('down', true));
  });

  it('is yes when we gave up waiting, no when we gave up before sending', async () => {
    const { platform } = await open(() => undefined);
    const given = AbortSignal.timeout(100);

    expect(await callOn(platform)('registry.register', 'route-1/register/0/1', { signal: given })).toEqual(
      unavailable('timeout', true),
    );
    expect(
      await callOn(platform)('registry.register', 'route-2/register/0/1', { signal: AbortSignal.abort() }),
    ).toMatchObject({ is: 'unavailable', mayHaveReached: false });
  });
});
