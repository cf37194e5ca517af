import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** From who connects to whom they call, or back. */
type Way = 'there' | 'back';

/** What may be wrong with a wire. TCP holds: no byte is changed, and none is lost while its connection lasts. */
export type WireFault =
  /** Takes connections and bytes, and passes nothing on, one way or both, until it is well again. */
  | { readonly is: 'hole'; readonly ways: readonly Way[] }
  /** As a proxy that throws away what it gets, and leaves the connection open: then it is without those bytes. */
  | { readonly is: 'lossy'; readonly ways: readonly Way[] }
  /** So many bytes in a second, in slices. */
  | { readonly is: 'slow'; readonly bytesPerSecond: number }
  /** Everything comes so much later. */
  | { readonly is: 'late'; readonly ms: number }
  /** Cuts what is open, and takes no new connection. */
  | { readonly is: 'refusing' };

interface Line {
  readonly caller: Socket;
  readonly called: Socket;
}

/** A TCP wire of which something may be wrong: whoever is told its port in the place of another one calls through it. */
export class Wire {
  readonly port: number;
  readonly #to: number;
  #server: Server;
  #fault: WireFault | undefined;
  #healed = Promise.withResolvers<undefined>();
  readonly #lines = new Set<Line>();

  /** Opens a wire on the loopback to this port of it; `port` 0 takes a free one. */
  static async open(to: number, port = 0): Promise<Wire> {
    const server = createServer({ allowHalfOpen: true });
    await listening(server, port);
    return new Wire(server, to);
  }

  private constructor(server: Server, to: number) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
    this.port = address.port;
    this.#to = to;
    this.#server = this.#serving(server);
  }

  /** Connections that are open. */
  get open(): number {
    return this.#lines.size;
  }

  async break(fault: WireFault): Promise<void> {
    await this.heal();
    this.#fault = fault;
    if (fault.is !== 'refusing') return;
    this.#server.close();
    this.cut('RST');
  }

  /** What was held up goes on. */
  async heal(): Promise<void> {
    const was = this.#fault;
    this.#fault = undefined;
    this.#healed.resolve(undefined);
    this.#healed = Promise.withResolvers<undefined>();
    if (was?.is !== 'refusing') return;
    const server = createServer({ allowHalfOpen: true });
    await listening(server, this.port);
    this.#server = this.#serving(server);
  }

  /** Ends every connection, in the middle of whatever it carries. */
  cut(how: 'RST' | 'FIN'): void {
    for (const { caller, called } of this.#lines)
      for (const end of [caller, called])
        if (how === 'RST') end.resetAndDestroy();
        else end.end();
  }

  close(): void {
    this.#server.close();
    this.cut('RST');
  }

  #serving(server: Server): Server {
    return server.on('connection', (caller: Socket) => {
      const called = connect({ port: this.#to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
      const line = { caller: caller.setNoDelay(true), called };
      this.#lines.add(line);
      void Promise.allSettled([
        this.#carry(caller, called, 'there'),
        this.#carry(called, caller, 'back'),
      ]).then(() => {
        this.#lines.delete(line);
        caller.destroy();
        called.destroy();
      });
    });
  }

  /** One end that falls takes the other with it, when the wire lets it know. */
  async #carry(from: Socket, to: Socket, way: Way): Promise<void> {
    to.on('error', () => undefined);
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) await this.#pass(chunk, to, way);
      await this.#passable(way);
      to.end();
    } catch {
      await this.#passable(way);
      to.resetAndDestroy();
    }
  }

  async #pass(chunk: Buffer, to: Socket, way: Way): Promise<void> {
    for (let rest = chunk; rest.length > 0;) {
      await this.#passable(way);
      const fault = this.#fault;
      if (fault?.is === 'lossy' && fault.ways.includes(way)) return;
      const size = await delayed(rest.length, fault);
      if (!to.write(rest.subarray(0, size))) await once(to, 'drain');
      rest = rest.subarray(size);
    }
  }

  async #passable(way: Way): Promise<void> {
    while (this.#fault?.is === 'hole' && this.#fault.ways.includes(way)) await this.#healed.promise;
  }
}

const slicesPerSecond = 20;

/** Waits as the fault wants it; gives how many bytes may pass then. */
async function delayed(bytes: number, fault: WireFault | undefined): Promise<number> {
  if (fault?.is === 'late') await sleep(fault.ms);
  if (fault?.is !== 'slow') return bytes;
  await sleep(1000 / slicesPerSecond);
  return Math.ceil(fault.bytesPerSecond / slicesPerSecond);
}

async function listening(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
