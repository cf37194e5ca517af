import { randomUUID } from 'node:crypto';
import type { ApiUnderTest } from './api-under-test.ts';
import { people } from './people.ts';

/** A right start of the fixture's life event. */
export function choirStart(changed: Readonly<Record<string, unknown>> = {}) {
  return {
    lifeEvent: 'found-choir',
    person: { pinfl: people.leader },
    event: {
      name: 'Bulbul',
      foundedOn: '2026-03-01',
      leader: { pinfl: people.leader },
      singers: [{ pinfl: people.alto }, { pinfl: people.bass }],
      needsHall: true,
    },
    consents: [{ purpose: 'choir', textVersion: '1', givenAt: '2026-03-01T10:00:00+05:00' }],
    channel: 'portal',
    ...changed,
  };
}

/** The same with another event in part. */
export function choirWith(changed: Readonly<Record<string, unknown>>) {
  return choirStart({ event: { ...choirStart().event, ...changed } });
}

interface Shown {
  readonly status: string;
  readonly because: string | null;
  readonly becauseText: string | null;
  readonly answer: unknown;
}
interface ShownStep extends Shown {
  readonly id: string;
  readonly refusal: { readonly evidence?: unknown } | null;
  readonly instances: readonly (Shown & { readonly instance: number })[] | null;
}
interface Item {
  readonly id: string;
  readonly title: string;
  readonly for: unknown;
}

/** All that any answer of the API may hold; a test reads what it expects. */
export interface Body {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly seq: number;
  readonly health: string;
  readonly outcome: string;
  readonly nextDeadline: string | null;
  readonly diagram: string;
  readonly event: unknown;
  readonly routes: string;
  readonly steps: readonly ShownStep[];
  readonly yourTurn: readonly Item[];
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly type: string;
  readonly text: string;
  readonly body: Body;
}

type Headers = Readonly<Record<string, string>>;

export interface Sender {
  get(path: string, headers?: Headers): Promise<Answered>;
  /** A text is sent as it is, anything else as JSON. */
  post(path: string, body: unknown, headers?: Headers): Promise<Answered>;
  delete(path: string, headers?: Headers): Promise<Answered>;
}

/** Sends with a token of these claims, or without any; POSTs get a fresh key where the test gives none. */
export async function sender(api: ApiUnderTest, claims?: Readonly<Record<string, unknown>>): Promise<Sender> {
  const token: Headers =
    claims === undefined ? {} : { Authorization: `Bearer ${await api.issuer.token(claims)}` };
  return {
    get: async (path, headers = {}) => api.agent.get(path).set({ ...token, ...headers }),
    delete: async (path, headers = {}) => api.agent.delete(path).set({ ...token, ...headers }),
    post: async (path, body, headers = {}) =>
      api.agent
        .post(path)
        .set({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json', ...token, ...headers })
        .send(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

/** Status and problem, e.g. `404 not-found`; status alone where it is none. */
export function verdict({ status, body }: Answered): string {
  return status < 400 ? String(status) : `${status} ${body.type.replace('/problems/', '')}`;
}

/** Wrong fields, e.g. `/person/pinfl required`. */
export function faults({ body }: Answered): string[] {
  return body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

export const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

/** The step of this id. */
export const named = ({ steps }: Body, id: string): ShownStep | undefined =>
  steps.find((step) => step.id === id);

export const portal = { role: 'portal', client: 'mygov' } as const;
export const citizen = (pinfl: string) => ({ role: 'citizen', pinfl }) as const;
export const officer = (team: string, sub = 'officer-1') => ({ role: 'officer', team, sub }) as const;
