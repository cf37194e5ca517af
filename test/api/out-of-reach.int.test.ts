import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { choirStart, portal, type Sender, sender } from './support/requests.ts';

let api: ApiUnderTest;
let mygov: Sender;

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  api = await apiUnderTest(`postgres://hayot@127.0.0.1:${await closedPort()}/hayot`);
  mygov = await sender(api, portal);
});
afterAll(async () => api.close());

describe('while the database cannot be reached', () => {
  it.each([
    ['starting', async () => mygov.post('/v1/routes', choirStart())],
    ['reading', async () => mygov.get('/v1/routes/found-choir-1')],
    ['listing', async () => mygov.get('/v1/routes')],
    [
      'waiting',
      async () => mygov.get('/v1/routes/found-choir-1', { 'If-None-Match': '"1"', Prefer: 'wait=5' }),
    ],
    ['answering', async () => mygov.post('/v1/tasks/task-1/answer', {})],
  ])('%s is to be tried again', async (_what, act) => {
    const { status, headers, body } = await act();

    expect([status, headers['retry-after'], body.type]).toEqual([503, '5', '/problems/unavailable']);
  });

  it('the process is alive, and not ready', async () => {
    expect((await api.agent.get('/health/live')).status).toBe(200);
    expect((await api.agent.get('/health/ready')).body).toMatchObject({
      status: 'unavailable',
      database: 'unreachable',
    });
  });

  it('what needs no database is answered', async () => {
    expect((await mygov.get('/v1/life-events')).status).toBe(200);
  });
});
