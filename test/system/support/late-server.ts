import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../../scripts/environment/ports.ts';

/** The address of a server that is not there until it comes, as seen from outside: a way to it that is opened later. */
export interface LateServer {
  readonly address: string;
  come(): Promise<void>;
  /** Cuts all connections too. */
  leave(): void;
}

export async function lateServer(target: { host: string; port: number }): Promise<LateServer> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  return {
    address: `127.0.0.1:${port}`,
    come: async () => {
      server = createServer((inner) => {
        const outer = connect(target);
        keep(inner);
        keep(outer);
        inner.pipe(outer).pipe(inner);
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    },
    leave: () => {
      server?.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
