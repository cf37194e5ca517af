import { createServer, type RequestListener, type Server } from 'node:http';

/** Bounds of a connection: slow senders are cut off, slow answers are not. */
const bounds = {
  /** The whole request has to arrive within this. */
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  /** Longer than what usual reverse proxies keep idle connections, so that they never meet one that closes. */
  keepAliveTimeout: 70_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
} as const;

/** Answers go out to the end; a process that is to end waits this long for them. */
const lastAnswersMs = 10_000;

export function createApiServer(listener: RequestListener): Server {
  return createServer(bounds, listener);
}

export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Takes no new connection, lets running requests end, then cuts what is left. */
export async function close(server: Server): Promise<void> {
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, lastAnswersMs);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
