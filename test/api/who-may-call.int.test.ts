import { createEndpoints } from '../../api/app.ts';
import { roles } from '../../api/callers/caller.ts';
import type { Endpoint } from '../../api/http/endpoint.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { type Sender, sender, verdict } from './support/requests.ts';
import { testIssuer } from './support/tokens.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await apiOfItsOwn();
});
afterAll(async () => api.close());

/** Every call of the API, at an address that leads to nothing. */
const closed = () => createEndpoints(api.deps).filter((endpoint) => endpoint.for !== 'open');
const pathTo = (pattern: string) => pattern.replaceAll(/\{\w+\}/g, 'none');
const call = async (who: Sender, { method, path }: Pick<Endpoint, 'method' | 'path'>, headers = {}) =>
  method === 'post' ? who.post(pathTo(path), {}, headers) : who[method](pathTo(path), headers);

describe('every call that is not open to all', () => {
  it('is refused without a token, and with one of another issuer', async () => {
    const nobody = await sender(api);
    const forged = {
      Authorization: `Bearer ${await (await testIssuer()).token({ role: 'portal', client: 'mygov' })}`,
    };
    const answers = await Promise.all(
      closed().flatMap((endpoint) => [call(nobody, endpoint), call(nobody, endpoint, forged)]),
    );

    expect(answers.length).toBeGreaterThan(25);
    expect(new Set(answers.map(verdict))).toEqual(new Set(['401 unauthenticated']));
  });

  it('is refused to every role that it is not for', async () => {
    const claims = { client: 'mygov', pinfl: people.alto, team: 'registry', sub: 'somebody' };
    const refused = await Promise.all(
      roles.flatMap((role) =>
        closed()
          .filter((endpoint) => endpoint.for !== 'open' && !endpoint.for.includes(role))
          .map(async (endpoint) => verdict(await call(await sender(api, { role, ...claims }), endpoint))),
      ),
    );

    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused)).toEqual(new Set(['403 forbidden']));
  });
});
