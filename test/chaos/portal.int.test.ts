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
