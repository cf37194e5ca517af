import { createServer, type Server, type ServerResponse } from 'node:http';

export interface Status {
  /** True while this process does its work and can reach what it needs. */
  readonly isReady: () => Promise<boolean>;
  /** Where the SDK shows its metrics on this machine. */
  readonly sdkMetrics: string;
  /** What this process counts itself, as text for Prometheus. */
  readonly ownMetrics: () => Promise<string>;
}

/** Answers `/health/live`, `/health/ready` and `/metrics`; throws, with the remedy, when the port is taken. */
export async function serveStatus(
  { isReady, sdkMetrics, ownMetrics }: Status,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/health/live': (response) => {
      answer(response, 200, 'live');
      return Promise.resolve();
    },
    '/health/ready': async (response) => {
      const ready = await isReady();
      answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready');
    },
    '/metrics': async (response) => {
      const metrics = await fetch(sdkMetrics, { signal: AbortSignal.timeout(2_000) });
      answer(response, metrics.status, `${await metrics.text()}\n${await ownMetrics()}`);
    },
  };
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?')[0] ?? ''];
    if (page === undefined) answer(response, 404, 'not found');
    else page(response).catch(() => answer(response, 503, 'not available'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const remedy = 'Free its port, or set WORKER_METRICS_PORT and HOST.';
      reject(new Error(`The worker cannot show its state. ${remedy}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
