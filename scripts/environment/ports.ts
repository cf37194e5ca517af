import { connect, createServer, type AddressInfo } from 'node:net';
import { errorCode } from './error-code.ts';
import { PlainError } from './plain-error.ts';

const loopback = '127.0.0.1';

/** A port that nobody uses right now. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

export async function isPortFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return false;
    throw error;
  }
}

/** Throws one plain sentence when somebody else uses the port. `variable` is how to choose another one. */
export async function demandFreePort(what: string, port: number, variable: string): Promise<void> {
  const free = await isPortFree(port).catch((error: unknown) => {
    throw new PlainError(
      `${what} may not use port ${port} (${String(error)}). Choose another: ${variable}=${port + 10_000} npm start`,
    );
  });
  if (free) return;
  throw new PlainError(
    `${what} needs port ${port}, and another program uses it. End that program, or choose another port: ` +
      `${variable}=${port + 1} npm start`,
  );
}

/**
 * Throws one plain sentence when pages on this port cannot be opened: browsers and `fetch` refuse the ports of some old
 * protocols, though a program may listen there.
 */
export async function demandOpenablePort(what: string, port: number, variable: string): Promise<void> {
  const fault = await fetch(`http://${loopback}:${port}`, { signal: AbortSignal.timeout(2_000) }).then(
    () => undefined,
    (error: unknown) => causeOf(error),
  );
  if (fault !== 'bad port') return;
  throw new PlainError(
    `${what} cannot use port ${port}: browsers refuse to open it. Choose another: ${variable}=${port + 10_000} npm start`,
  );
}

/** Not by `instanceof`: errors of Node itself may come from another realm. */
function causeOf(error: unknown): unknown {
  return (error as { readonly cause?: { readonly message?: unknown } }).cause?.message;
}

/** Listens on the port for a moment; resolves to its number. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => {
        resolve(taken);
      });
    });
  });
}

/** True when something accepts connections at host:port. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      end(true);
    });
    for (const event of ['error', 'timeout']) {
      socket.once(event, () => {
        end(false);
      });
    }
  });
}
