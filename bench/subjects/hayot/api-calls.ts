import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Pool } from 'undici';
import type { ApiCalls, News } from '../subject.ts';
import { startBody, waitingBody } from './start-body.ts';
import type { Hayot } from './start-hayot.ts';

/** The API as a portal calls it, under one token. */
export interface Portal extends ApiCalls {
  close(): Promise<void>;
}

/** Routes of two runs share nobody either: people are numbered on from an instant. */
const firstNumber = (): number => Math.floor(Date.now() / 1_000) % 5_000_000;

export function openPortal({ apiUrl, issuer }: Hayot, temporal: Client): Portal {
  const pool = new Pool(apiUrl, { connections: 128 });
  const authorization = `Bearer ${issuer.token}`;
  let number = firstNumber();
  const start = (body: object, key: string) => startRoute(pool, authorization, { body, key });
  return {
    start: (graph, key) => start(startBody(graph, number++), key),
    startWaiting: () => {
      const own = number++;
      return start(waitingBody(own), `hayot:waiting-${own}`);
    },
    ended: (route) => ended(temporal, route),
    status: async (route) => {
      const answer = await pool.request({
        method: 'GET',
        path: `/v1/routes/${route}`,
        headers: { authorization },
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`The API answered ${answer.statusCode}.`);
    },
    news: (route) => news(pool, { authorization }, route),
    close: () => pool.destroy(),
  };
}

/** Sends it again where the API says that it is more than it can take: nothing was taken in. */
async function startRoute(
  pool: Pool,
  authorization: string,
  { body, key }: { readonly body: object; readonly key: string },
): Promise<string> {
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key };
  const path = '/v1/routes';
  for (;;) {
    const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) });
    const said = (await answer.body.json()) as { readonly id: string };
    if (answer.statusCode === 202) return said.id;
    if (answer.statusCode !== 503)
      throw new Error(`The API answered ${answer.statusCode}: ${JSON.stringify(said)}`);
    await sleep(1_000 * Number(answer.headers['retry-after'] ?? 1));
  }
}

async function* news(
  pool: Pool,
  headers: Readonly<Record<string, string>>,
  route: string,
): AsyncGenerator<News> {
  const path = `/v1/routes/${route}`;
  for (let etag = '""'; ;) {
    const asked = { ...headers, prefer: 'wait=20', 'if-none-match': etag };
    const answer = await pool.request({ method: 'GET', path, headers: asked });
    if (answer.statusCode === 304) {
      await answer.body.dump();
      continue;
    }
    if (answer.statusCode !== 200) throw new Error(`The API answered ${answer.statusCode}.`);
    const told = (await answer.body.json()) as Omit<News, 'at'>;
    etag = String(answer.headers['etag']);
    yield { at: Date.now(), ...told };
    if (told.state === 'closed') return;
  }
}

/** The API answers when the route is written down; its workflow begins a moment later. */
const beginsWithinMs = 10_000;

/**
 * Waited for by one long poll, as the other subjects of Temporal are. Asked for at once it would not be there yet, and
 * each question costs the server something.
 */
async function ended(client: Client, id: string): Promise<void> {
  const until = Date.now() + beginsWithinMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(2 * pauseMs, 100)) {
    await sleep(pauseMs);
    try {
      await client.workflow.getHandle(id).result();
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || Date.now() > until) throw error;
    }
  }
}
