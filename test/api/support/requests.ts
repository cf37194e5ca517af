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

export interface Sender {
  get(path: string, headers?: Readonly<Record<string, string>>): ReturnType<ApiUnderTest['agent']['get']>;
  post(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): ReturnType<ApiUnderTest['agent']['post']>;
}

/** Sends with a token of these claims; POSTs get a fresh key where the test gives none. */
export async function sender(api: ApiUnderTest, claims: Readonly<Record<string, unknown>>): Promise<Sender> {
  const token = await api.issuer.token(claims);
  return {
    get: (path, headers = {}) => api.agent.get(path).set('Authorization', `Bearer ${token}`).set(headers),
    post: (path, body, headers = {}) =>
      api.agent
        .post(path)
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', randomUUID())
        .set(headers)
        .send(body as object),
  };
}

export const portal = { role: 'portal', client: 'mygov' } as const;
export const citizen = (pinfl: string) => ({ role: 'citizen', pinfl }) as const;
export const officer = (team: string, sub = 'officer-1') => ({ role: 'officer', team, sub }) as const;
