import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Database } from '../../db/client.ts';
import { openFolder } from '../../scripts/environment/folders.ts';
import { createClient } from '../../temporal/connection.ts';
import { temporalAddress } from '../support/temporal.ts';
import { until } from './support/agencies.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { anotherApi, type MoreApi } from './support/more-apis.ts';
import { birth } from './support/people.ts';
import { Portal, portal as mygov } from './support/portal.ts';

const equal = 1_000;
const different = 200;
/** Of each process at most, as it is set where nothing else is said. */
const poolSize = 20;

interface Answer {
  readonly status: number;
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly retryAfter: string | null;
}

describe('a portal that sends its starts a thousand times at once, over three API processes', () => {
  let hayot: Hayot;
  let db: Database;
  let more: readonly MoreApi[];
  let folder: string;
  let token: string;
  beforeAll(async () => {
    [hayot, folder] = await Promise.all([startHayot(), mkdtemp(join(openFolder, 'hayot-apis-'))]);
    more = await Promise.all([2, 3].map((n) => anotherApi(hayot, join(folder, `api-${n}.log`))));
    token = await new Portal(hayot).token(mygov);
    db = connect(hayot.databaseUrl, { connections: 2 });
  });
  afterAll(async () => {
    await Promise.all([db.close(), ...more.map((api) => api.stop())]);
    await hayot.stop();
    await rm(folder, { recursive: true });
  });

  /** A birth that waits for the parents' visit, so that its route goes no further meanwhile. */
  const start = () => {
    const event = birth({ medicalRecord: null });
    return { lifeEvent: 'child-birth', person: event.mother, event, region: '1726', channel: 'portal' };
  };
  const apis = () => [hayot.api, ...more.map(({ url }) => url)];
  async function send(to: number, key: string, body: object): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${apis()[to % 3] ?? ''}/v1/routes`, init);
    const { id, type } = (await answer.json()) as { id?: string; type?: string };
    return { status: answer.status, id, type, retryAfter: answer.headers.get('retry-after') };
  }
  let cut = 0;
  /** The process ended before it answered. */
  function cutOff(): Answer {
    cut++;
    return { status: 0, id: undefined, type: undefined, retryAfter: null };
  }
  /** As a portal does: what was not taken is sent again, to whichever process comes. */
  async function untilTaken(to: number, key: string, body: object): Promise<string> {
    const answer = await until(
      () => send(to++, key, body).catch(cutOff),
      ({ status }) => status === 202,
    );
    return answer.id ?? '';
  }
  /** No start gets further than to PostgreSQL, until it is told to let them go. */
  async function holdUpStarts(): Promise<() => Promise<void>> {
    const holding = await db.pool.connect();
    await holding.query('begin; lock table routes in share mode');
    return async () => {
      await holding.query('commit');
      holding.release();
    };
  }
  /** So many wait there, of all processes. */
  async function startsUnderWay(): Promise<number> {
    const { rows } = await db.pool.query<{ count: number }>(
      "select count(*)::int as count from pg_locks where relation = 'routes'::regclass and not granted",
    );
    return rows[0]?.count ?? 0;
  }
  /** The most connections to this database that were ever seen, until it is told to stop. */
  function watchConnections() {
    const seen = { most: 0, isOver: false };
    const question = 'select count(*)::int as count from pg_stat_activity where datname = current_database()';
    const watching = (async () => {
      while (!seen.isOver) {
        const { rows } = await db.pool.query<{ count: number }>(question);
        seen.most = Math.max(seen.most, rows[0]?.count ?? 0);
        await sleep(20);
      }
    })();
    return async () => {
      seen.isOver = true;
      await watching;
      return seen.most;
    };
  }

  it('gets one route for each key, one workflow for each route, and the same answer whoever is asked', async () => {
    const same = start();
    const others = Array.from({ length: different }, () => start());
    const stopWatching = watchConnections();

    const [first, own] = await Promise.all([
      Promise.all(Array.from({ length: equal }, (_, index) => send(index, 'the-same', same))),
      Promise.all(others.map((body, index) => send(index, `other-${index}`, body))),
    ]);
    const refused = [...first, ...own].filter(({ status }) => status !== 202);
    const id = await untilTaken(0, 'the-same', same);
    const again = await Promise.all([0, 1, 2].map((api) => untilTaken(api, 'the-same', same)));
    const ids = await Promise.all(others.map((body, index) => untilTaken(index, `other-${index}`, body)));
    const connections = await stopWatching();

    const isFair = ({ status, type, retryAfter }: Answer) =>
      (status === 409 && type === '/problems/request-in-progress') ||
      (status === 503 && Number(retryAfter) > 0);
    expect(refused.filter((answer) => !isFair(answer))).toEqual([]);
    expect(first.length - refused.length).toBeGreaterThan(0);
    expect(new Set([...first.flatMap((answer) => answer.id ?? []), ...again])).toEqual(new Set([id]));
    expect(own.map((answer, index) => answer.id ?? ids[index])).toEqual(ids);
    expect(new Set([id, ...ids]).size).toBe(different + 1);

    const { rows } = await db.pool.query<{ id: string }>('select id from routes');
    expect(rows.map((row) => row.id).toSorted()).toEqual([id, ...ids].toSorted());
    expect(connections).toBeLessThanOrEqual(4 * poolSize + 2);
    await begun();
    expect(await workflows(different + 1)).toEqual([id, ...ids].toSorted());
  }, 90_000);

  it('gets no second route where one of the processes is killed in the midst of it', async () => {
    const before = (await db.pool.query('select from routes')).rowCount ?? 0;
    const bodies = Array.from({ length: 30 }, () => start());
    const letGo = await holdUpStarts();
    const sending = bodies.flatMap((body, index) =>
      Array.from({ length: 10 }, (_, to) => untilTaken(to, `killed-${index}`, body)),
    );
    await until(startsUnderWay, (count) => count >= 3 * poolSize).finally(() => {
      more[1]?.kill();
      return letGo();
    });
    const ids = await Promise.all(sending);

    expect(cut).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(bodies.length);
    expect((await db.pool.query('select from routes')).rowCount).toBe(before + bodies.length);
    await begun();
    expect(await workflows(before + bodies.length)).toEqual(expect.arrayContaining([...new Set(ids)]));
  }, 90_000);

  const begun = () =>
    until(
      async () => (await db.pool.query('select from routes where workflow_started_at is null')).rowCount,
      (left) => left === 0,
    );
  /** Ids of all workflows that Temporal has here, each as often as it was run. */
  async function workflows(count: number): Promise<string[]> {
    const client = createClient({ address: temporalAddress(), namespace: hayot.namespace });
    try {
      return await until(
        async () => {
          const ids: string[] = [];
          for await (const { workflowId } of client.workflow.list()) ids.push(workflowId);
          return ids.toSorted();
        },
        (ids) => ids.length >= count,
      );
    } finally {
      await client.connection.close();
    }
  }
});
