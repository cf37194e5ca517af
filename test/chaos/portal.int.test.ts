import { Portal } from '../../chaos/people/portal.ts';
import { listen } from '../platform/support/running-simulator.ts';

it('a portal whose token could not be fetched fetches another one, and gets through', async () => {
  const tokens = ['none', '{"access_token": "t"}'];
  const server = await listen((request, response) => {
    response.end(
      request.url === '/oauth/token' ? tokens.shift() : `"${request.headers.authorization ?? ''}"`,
    );
  });
  const portal = new Portal([server.url], server.url, new AbortController().signal);

  const { body } = await portal.call({ method: 'GET', path: '/v1/routes' });
  await server.close();

  expect(body).toBe('Bearer t');
  expect(portal.fared).toEqual({ requests: 2, again: 1 });
});

it('a portal sends again what a process that stood still had not read in time', async () => {
  const statuses = [408, 429, 503, 202];
  const server = await listen((request, response) => {
    if (request.url === '/oauth/token') response.end('{"access_token": "t"}');
    else response.writeHead(statuses.shift() ?? 500).end();
  });
  const portal = new Portal([server.url], server.url, new AbortController().signal);

  const { status } = await portal.call({ method: 'POST', path: '/v1/routes', body: {}, key: 'k' });
  await server.close();

  expect(status).toBe(202);
  expect(portal.fared).toEqual({ requests: 4, again: 3 });
});
