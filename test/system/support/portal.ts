import { randomUUID } from 'node:crypto';
import type { Hayot } from './hayot.ts';

export interface Task {
  readonly id: string;
  readonly route: string;
  readonly step: string;
  readonly instance: number;
  readonly title: string;
  readonly for: { readonly party?: string; readonly instance?: number; readonly team?: string };
  readonly dueAt: string | null;
  readonly form: Record<string, unknown>;
}
export interface StepView {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly answer: Record<string, unknown> | null;
  readonly refusal: {
    readonly code: string;
    readonly text: string;
    readonly remedy: { readonly text: string };
  } | null;
  readonly instances: readonly StepView[] | null;
}
export interface RouteView {
  readonly id: string;
  readonly version: string;
  readonly state: 'open' | 'closed';
  readonly outcome: string | null;
  readonly health: string;
  readonly seq: number;
  readonly yourTurn: readonly Task[];
  readonly steps: readonly StepView[];
}

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

type Claims = Readonly<Record<string, string>>;

/** What a portal backend does with Hayot: the public API and nothing else. */
export class Portal {
  readonly #hayot: Pick<Hayot, 'api' | 'simulator'>;
  readonly #tokens = new Map<string, string>();

  constructor(hayot: Pick<Hayot, 'api' | 'simulator'>) {
    this.#hayot = hayot;
  }

  /** A development token, kept for the next call with the same claims. */
  async token(claims: Claims): Promise<string> {
    const name = JSON.stringify(claims);
    const kept = this.#tokens.get(name);
    if (kept !== undefined) return kept;
    const answer = await fetch(`${this.#hayot.simulator}/oauth/token`, post(claims));
    const { access_token: token } = (await answer.json()) as { access_token: string };
    this.#tokens.set(name, token);
    return token;
  }

  async get<Body>(
    path: string,
    claims: Claims = portal,
    headers: Record<string, string> = {},
  ): Promise<Reply<Body>> {
    const authorization = `Bearer ${await this.token(claims)}`;
    return reply(await fetch(`${this.#hayot.api}${path}`, { headers: { authorization, ...headers } }));
  }

  async post<Body>(path: string, body: unknown, claims: Claims = portal): Promise<Reply<Body>> {
    const authorization = `Bearer ${await this.token(claims)}`;
    const init = post(body, { authorization, 'idempotency-key': randomUUID() });
    return reply(await fetch(`${this.#hayot.api}${path}`, init));
  }

  /** Starts a route and gives its id; throws with the problem's text when it was not taken in. */
  async start(
    lifeEvent: string,
    person: object,
    event: object,
    purposes: readonly string[] = [],
  ): Promise<string> {
    const givenAt = new Date().toISOString();
    const consents = purposes.map((purpose) => ({ purpose, textVersion: '1', givenAt }));
    const body = { lifeEvent, person, event, region: '1726', channel: 'portal', consents };
    const started = await this.post<{ id: string }>('/v1/routes', body);
    if (started.status !== 202) throw new Error(`not taken in: ${JSON.stringify(started.body)}`);
    return started.body.id;
  }

  async route(id: string): Promise<RouteView> {
    return (await this.get<RouteView>(`/v1/routes/${id}`)).body;
  }

  /** Follows a route by long poll until `enough`; `onTurn` is shown every task once. */
  async follow(id: string, onTurn: OnTurn = refuseToAct, enough = isClosed): Promise<RouteView> {
    const until = Date.now() + 45_000;
    const shown = new Set<string>();
    let seen = await this.get<RouteView>(`/v1/routes/${id}`);
    while (!enough(seen.body)) {
      if (Date.now() > until)
        throw new Error(`not as awaited after 45 seconds: ${JSON.stringify(brief(seen.body))}`);
      for (const task of seen.body.yourTurn.filter((one) => !shown.has(one.id))) {
        shown.add(task.id);
        await onTurn(task);
      }
      seen = await this.#news(id, seen);
    }
    return seen.body;
  }

  /** The next state of a route, or the same after five seconds without one. */
  async #news(id: string, seen: Reply<RouteView>): Promise<Reply<RouteView>> {
    const condition = { prefer: 'wait=5', 'if-none-match': seen.headers.get('etag') ?? '' };
    const next = await this.get<RouteView>(`/v1/routes/${id}`, portal, condition);
    return next.status === 200 ? next : seen;
  }
}

export type OnTurn = (task: Task) => Promise<void> | void;
export const portal: Claims = { role: 'portal', client: 'mygov' };
export const isClosed = (route: RouteView): boolean => route.state === 'closed';

const refuseToAct: OnTurn = (task) => {
  throw new Error(`nobody expected a task: ${task.step}`);
};

/** How each step stands, by id; what most tests compare. */
export function brief(route: RouteView): Record<string, string> {
  return Object.fromEntries(
    route.steps.map((step) => [
      step.id,
      step.refusal === null ? step.status : `${step.status}: ${step.refusal.code}`,
    ]),
  );
}

function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

async function reply<Body>(answer: Response): Promise<Reply<Body>> {
  const text = await answer.text();
  return {
    status: answer.status,
    body: (text === '' ? null : JSON.parse(text)) as Body,
    headers: answer.headers,
  };
}
