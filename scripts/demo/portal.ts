import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../environment/plain-error.ts';

/** Whose token: `{role: 'portal'}`, `{role: 'citizen', pinfl}`. */
export type Caller = Readonly<Record<string, string>>;

export interface Task {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly for: { readonly party?: string; readonly instance?: number; readonly team?: string };
}

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly agency: { readonly name: string };
  readonly refusal: { readonly text: string } | null;
}

export interface Route {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly outcome: string | null;
  readonly steps: readonly Step[];
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** Headers beyond the usual ones. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Longer than any process of ours takes to come back. */
const patienceMs = 60_000;

const portal: Caller = { role: 'portal', client: 'demo' };

/** What a portal backend has: Hayot's public API, and tokens of its own and of the people it serves. */
export class Portal {
  readonly #api: string;
  readonly #issuer: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(api: string, issuer: string) {
    this.#api = api;
    this.#issuer = issuer;
  }

  /** Reports a life event; resolves to the id of its route. */
  async start(body: unknown): Promise<string> {
    const answer = await this.#call(portal, { method: 'POST', path: '/v1/routes', body });
    return ((await answer.json()) as Route).id;
  }

  /** The route as it stands; with `seen`, waits up to 20 s for it to become another one. */
  async read(
    id: string,
    seen?: string,
  ): Promise<{ readonly route: Route | undefined; readonly etag: string }> {
    const waiting: Record<string, string> =
      seen === undefined ? {} : { 'if-none-match': seen, prefer: 'wait=20' };
    const answer = await this.#call(portal, { method: 'GET', path: `/v1/routes/${id}`, more: waiting });
    const route = answer.status === 304 ? undefined : ((await answer.json()) as Route);
    return { route, etag: answer.headers.get('etag') ?? '' };
  }

  /** Whose turn it is, and what for. */
  async tasks(route: string): Promise<readonly Task[]> {
    const answer = await this.#call(portal, { method: 'GET', path: `/v1/tasks?route=${route}` });
    return ((await answer.json()) as { items: readonly Task[] }).items;
  }

  /** Answers a task as the person whose turn it is, by their own token. */
  async answer(task: Task, pinfl: string, answer: unknown): Promise<void> {
    const body = { actor: { pinfl }, answer, proof: { kind: 'oneid', value: 'demo' } };
    await this.#call(
      { role: 'citizen', pinfl },
      { method: 'POST', path: `/v1/tasks/${task.id}/answer`, body },
    );
  }

  async #call(caller: Caller, { method, path, body, more = {} }: Call): Promise<Response> {
    const headers = {
      authorization: `Bearer ${await this.#token(caller)}`,
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      ...more,
    };
    const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await this.#ask(`${this.#api}${path}`, request);
    if (answer.ok || answer.status === 304) return answer;
    throw new PlainError(
      `The API answered ${method} ${path} with ${answer.status}: ${(await answer.text()).slice(0, 600)}`,
    );
  }

  /** Asks again while the other side is away, under the same key: processes may end and come back at any time. */
  async #ask(url: string, request: RequestInit): Promise<Response> {
    for (const until = Date.now() + patienceMs; ;) {
      try {
        const answer = await fetch(url, request);
        // Read here: a process may end in the middle of its answer.
        const text = await answer.text();
        if (answer.status < 500 || Date.now() > until) return new Response(text === '' ? null : text, answer);
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      await sleep(500);
    }
  }

  #token(caller: Caller): Promise<string> {
    const name = JSON.stringify(caller);
    const token = this.#tokens.get(name) ?? this.#fetchToken(name);
    this.#tokens.set(name, token);
    return token;
  }

  async #fetchToken(claims: string): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.#ask(`${this.#issuer}/oauth/token`, { method: 'POST', headers, body: claims });
    if (!answer.ok) throw new PlainError(`The simulator made no token (status ${answer.status}).`);
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}
