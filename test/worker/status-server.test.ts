import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveStatus } from '../../worker/status-server.ts';

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe("the worker's state", () => {
  let isReady = true;
  let sdk: Server;
  let status: Server;
  beforeAll(async () => {
    sdk = createServer((_, response) => response.end('temporal_worker_start 1'));
    await new Promise<void>((resolve) => sdk.listen(0, '127.0.0.1', resolve));
    const own = {
      isReady: () => Promise.resolve(isReady),
      sdkMetrics: addressOf(sdk),
      ownMetrics: () => Promise.resolve('hayot_webhook_deliveries_total 2'),
    };
    status = await serveStatus(own, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => {
    for (const server of [sdk, status]) server.close().closeAllConnections();
  });
  const get = (path: string) => fetch(`${addressOf(status)}${path}`);

  it('is ready only while it can do its work', async () => {
    expect((await get('/health/ready')).status).toBe(200);
    isReady = false;

    expect((await get('/health/ready')).status).toBe(503);
    expect((await get('/health/live')).status).toBe(200);
  });

  it("shows the SDK's metrics", async () => {
    expect(await (await get('/metrics')).text()).toContain('temporal_worker_start');
  });

  it('knows no other page', async () => {
    expect((await get('/x')).status).toBe(404);
  });
});
