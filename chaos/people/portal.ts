import { setTimeout as sleep } from 'node:timers/promises';

/** Whose token: `{role: 'portal', client}`, `{role: 'officer', team}`. */
export type Caller = Readonly<Record<string, string>>;

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** Names this deed for ever: a repeat is answered like the first. */
  readonly key?: string;
  readonly more?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string;
}

/** How a portal fared: requests sent, and those that had to be sent again. */
export interface Fared {
  requests: number;
  again: number;
}

const portal: Caller = { role: 'portal', client: 'chaos' };
const longestMs = 20_000;

/**
 * Speaks to several API processes as a careful portal does: no answer within its patience, a 5xx, 408, 429 or "still in
 * progress", and the same request goes to the next process under the same key, until there is a final answer.
 */
export class Portal {
  readonly fared: Fared = { requests: 0, again: 0 };
  readonly #apis: readonly string[];
  readonly #issuer: string;
  readonly #over: AbortSignal;
  readonly #tokens = new Map<string, Promise<string>>();
  #turn = 0;

  constructor(apis: readonly string[], issuer: string, over: AbortSignal) {
    this.#apis = apis;
    this.#issuer = issuer;
    this.#over = over;
  }

  /** Throws only when the run is over. */
  async call(request: Request, caller: Caller = portal): Promise<Reply> {
    for (let attempt = 0; ; attempt++) {
      this.#over.throwIfAborted();
      this.fared.requests += 1;
      const reply = await this.#once(request, caller).catch(() => undefined);
      if (reply !== undefined && isFinal(reply)) return reply;
      this.fared.again += 1;
      await sleep(Math.min(250 * 2 ** attempt, 4_000));
    }
  }

  async #once({ method, path, body, key, more = {} }: Request, caller: Caller): Promise<Reply> {
    const api = this.#apis[this.#turn++ % this.#apis.length] ?? '';
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#token(caller)}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([this.#over, AbortSignal.timeout(longestMs)]),
    });
    const text = await answer.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, body: json, etag: answer.headers.get('etag') ?? '' };
  }

  #token(caller: Caller): Promise<string> {
    const name = JSON.stringify(caller);
    const token = this.#tokens.get(name) ?? this.#fetchToken(name);
    this.#tokens.set(name, token);
    token.catch(() => this.#tokens.delete(name));
    return token;
  }

  async #fetchToken(body: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.#issuer}/oauth/token`, { method: 'POST', headers, body });
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}

/** 408: an API process that stood still did not read the request in time, and has done nothing. */
const again: ReadonlySet<number> = new Set([408, 429]);

function isFinal({ status, body }: Reply): boolean {
  const { type } = (body ?? {}) as { type?: string };
  return status < 500 && !again.has(status) && type?.endsWith('/request-in-progress') !== true;
}
