import type { Dispatcher } from 'undici';

/** No answer of the platform may be larger. */
export const largestAnswer = 1024 * 1024;

export interface Outgoing {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The one clock of the exchange: it also ends an answer that drips. */
  readonly signal: AbortSignal;
  /** Instant of `performance.now()` after which the request must not begin to leave; left out, there is none. */
  readonly leaveBy?: number;
}

export interface Reply {
  readonly is: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** No whole answer came. `sent` is false only where not one byte of the request left. */
export interface Lost {
  readonly is: 'lost';
  readonly because: 'aborted' | 'too-large' | 'connection';
  readonly sent: boolean;
}

/** It could have left only so long after its time; the connection stands, and the next request need not wait for one. */
export interface Late {
  readonly is: 'late';
  readonly byMs: number;
}

type Exchanged = Reply | Lost | Late;

/**
 * Posts one request and takes one answer; redirects are not followed. Never rejects. Written on undici's dispatch,
 * because only there can be seen whether a failed request had begun to leave, and because an answer that is too large
 * is then cut off before it is kept.
 */
export function exchange(pool: Dispatcher, outgoing: Outgoing): Promise<Exchanged> {
  return new Promise((resolve) => {
    const taking = new Taking(outgoing, resolve);
    if (!outgoing.signal.aborted) pool.dispatch(dispatchOptions(outgoing), taking);
  });
}

/** Takes one answer in, or gives up; what comes after its end is ignored. */
class Taking implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal;
  readonly #leaveBy: number;
  readonly #resolve: (result: Exchanged) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #head: Pick<Reply, 'status' | 'headers'> = { status: 0, headers: {} };
  #size = 0;

  constructor({ signal, leaveBy = Infinity }: Outgoing, resolve: (result: Exchanged) => void) {
    this.#signal = signal;
    this.#leaveBy = leaveBy;
    this.#resolve = resolve;
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Called just before the first byte is written, when a connection stands; what is thrown here leaves it standing. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    const byMs = performance.now() - this.#leaveBy;
    if (byMs > 0) {
      this.#end({ is: 'late', byMs });
      throw new Error('The request could not leave in time.');
    }
    if (this.#signal.aborted) controller.abort(new Error('The call ended before it was sent.'));
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Reply['headers'],
  ): void {
    this.#head = { status, headers };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > largestAnswer) this.#lose('too-large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end({ is: 'reply', ...this.#head, body: Buffer.concat(this.#chunks).toString('utf8') });
  }

  onResponseError(): void {
    this.#lose('connection');
  }

  readonly #abort = (): void => {
    this.#lose('aborted');
  };

  #lose(because: Lost['because']): void {
    this.#end({ is: 'lost', because, sent: this.#controller !== undefined });
    this.#controller?.abort(new Error(`The exchange ended: ${because}.`));
  }

  #end(result: Exchanged): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#resolve(result);
  }
}

function dispatchOptions({ url, headers, body }: Outgoing): Dispatcher.DispatchOptions {
  return {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    headers: { ...headers, accept: 'application/json', 'accept-encoding': 'identity' },
    body,
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}
