import { setTimeout as sleep } from 'node:timers/promises';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { workOperations } from '../../activities/upkeep/work-operations.ts';
import { connect } from '../../db/client.ts';
import { createClient } from '../../temporal/connection.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { brief, isClosed, Portal } from './support/portal.ts';

interface Operation {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly items: readonly {
    readonly route: string;
    readonly moved: readonly { from: string; to: string }[];
  }[];
}
const officer = (team: string) => ({ role: 'officer', team });

describe('what officers do to many routes at once', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot({ OPERATION_ROUTES_PER_SECOND: '2' });
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const read = async (id: string, team: string, query = '') =>
    (await portal.get<Operation>(`/v1/operations/${id}${query}`, officer(team))).body;

  /** Asks again until it holds; then fails with what it saw last. */
  async function until<T>(ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    const end = Date.now() + 60_000;
    for (let seen = await ask(); ; seen = await ask()) {
      if (holds(seen)) return seen;
      if (Date.now() > end) throw new Error(`It did not come: ${JSON.stringify(seen)}`);
      await sleep(200);
    }
  }

  const agency = (service: string, init: RequestInit) =>
    fetch(`${hayot.simulator}/services/${service}`, {
      headers: { 'content-type': 'application/json' },
      ...init,
    });

  it('moves all stuck steps on after an outage, each once, though a worker is killed and another one helps', async () => {
    await agency('health.enrol-newborn', { method: 'PUT', body: JSON.stringify({ mode: 'garbage' }) });
    const event = () => birth({ services: ['clinic'], clinic: 'CL-1726-012' });
    const births = [event(), event(), event(), event(), event(), event(), event(), event()];
    const ids = await Promise.all(births.map((one) => portal.start('child-birth', one.mother, one)));
    for (const id of ids) await portal.follow(id, undefined, (route) => brief(route)['clinic'] === 'stuck');
    await agency('health.enrol-newborn', { method: 'DELETE' });

    const filter = { agency: 'health', stuckReason: 'contract-broken' };
    const reason = 'The clinic register answers again.';
    const ordered = await portal.post<Operation>(
      '/v1/operations',
      { action: 'retry', filter, reason },
      officer('health'),
    );
    const { id } = ordered.body;
    await until(
      () => read(id, 'health'),
      ({ done }) => done > 0,
    );
    const db = connect(hayot.databaseUrl);
    const temporal = createClient({ address: temporalAddress(), namespace: hayot.namespace });
    const log = { info: () => undefined, warn: () => undefined } as unknown as Upkeep['log'];
    const [, ended] = await Promise.all([
      hayot.killAndRestart('worker'),
      until(
        async () => {
          await workOperations({ db, temporal, log }, 1);
          return read(id, 'health');
        },
        ({ state }) => state === 'done',
      ),
    ]);
    await Promise.all([db.close(), temporal.connection.close()]);

    expect(ordered.status).toBe(202);
    expect(ended).toMatchObject({ total: 8, done: 8, refused: 0, failed: 0 });
    for (const route of ids) {
      expect((await portal.follow(route, undefined, isClosed)).outcome).toBe('complete');
      const answer = await fetch(`${hayot.simulator}/ledger?route=${route}&service=health.enrol-newborn`);
      const { entries } = (await answer.json()) as { entries: { effect: boolean }[] };
      expect(entries.filter(({ effect }) => effect)).toHaveLength(1);
    }
  });

  it('moves running deadlines when a decree gives days off, and lists who must be told', async () => {
    const event = birth({ parentsMarried: false });
    const id = await portal.start('child-birth', event.mother, event);
    const waits = await portal.follow(
      id,
      () => undefined,
      (route) => route.yourTurn.length > 0,
    );
    const dueAt = waits.yourTurn[0]?.dueAt ?? '';
    // The end of the last day in Tashkent.
    const lastDay = new Date(Date.parse(dueAt) + 5 * 3_600_000 - 1).toISOString().slice(0, 10);
    const decree = {
      country: 'uz',
      year: Number(lastDay.slice(0, 4)),
      publishedOn: '2026-11-01',
      source: 'made up for a test',
      days: { [lastDay]: { five: 'off', six: 'off', why: 'a day off' } },
    };
    const ordered = await portal.post<Operation>('/v1/calendars', decree, officer('mygov'));
    await until(
      () => read(ordered.body.id, 'mygov'),
      ({ state }) => state === 'done',
    );
    const toTell = await read(ordered.body.id, 'mygov', '?moved=true');
    const moved = toTell.items[0]?.moved[0];
    const after = await portal.route(id);

    expect(toTell.items.map(({ route }) => route)).toEqual([id]);
    expect(Date.parse(moved?.to ?? '')).toBeGreaterThan(Date.parse(moved?.from ?? ''));
    expect([moved?.from, moved?.to]).toEqual([dueAt, after.yourTurn[0]?.dueAt]);
  });
});
