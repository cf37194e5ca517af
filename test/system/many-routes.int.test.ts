import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { workOperations } from '../../activities/upkeep/work-operations.ts';
import { connect } from '../../db/client.ts';
import { runCommand } from '../../scripts/environment/commands.ts';
import { root } from '../../scripts/environment/folders.ts';
import { createClient } from '../../temporal/connection.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth } from './support/people.ts';
import { brief, isClosed, Portal, type RouteView } from './support/portal.ts';

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
/** When the term of what the person is asked for ends. */
const dueOf = (route: RouteView): string => route.yourTurn[0]?.dueAt ?? '';
const officer = (team: string) => ({ role: 'officer', team });

/** Where the killed worker had just taken something up, that is taken up by another one a minute later. */
const withAClaimMs = 150_000;

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
  async function until<T>(ask: () => Promise<T>, holds: (seen: T) => boolean, withinMs = 60_000): Promise<T> {
    const end = Date.now() + withinMs;
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

  /** What agencies were asked, as they themselves say. */
  async function ledger(query: string) {
    const answer = await fetch(`${hayot.simulator}/ledger?${query}`);
    return ((await answer.json()) as { entries: { effect: boolean }[] }).entries;
  }

  it(
    'moves all stuck steps on after an outage, each once, though a worker is killed and another one helps',
    async () => {
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
          100_000,
        ),
      ]);
      await Promise.all([db.close(), temporal.connection.close()]);

      expect(ordered.status).toBe(202);
      expect(ended).toMatchObject({ total: 8, done: 8, refused: 0, failed: 0 });
      for (const route of ids) {
        expect((await portal.follow(route, undefined, isClosed)).outcome).toBe('complete');
        const entries = await ledger(`route=${route}&service=health.enrol-newborn`);
        expect(entries.filter(({ effect }) => effect)).toHaveLength(1);
      }
    },
    withAClaimMs,
  );

  it('takes back at many routes what could not be taken back, each once, however often its agency has it tried', async () => {
    const undo = 'preschool.leave-queue';
    await agency(undo, { method: 'PUT', body: JSON.stringify({ mode: 'garbage' }) });
    const wishes = { services: ['kindergarten', 'benefit'], kindergarten: 'KG-1726-101', payout: null };
    const births = Array.from({ length: 4 }, () => birth(wishes));
    const ids = await Promise.all(births.map((one) => portal.start('child-birth', one.mother, one)));
    const isStuck = (route: RouteView) => brief(route)['kindergarten'] === 'stuck';
    for (const id of ids) {
      // A payment that is being made when the route is withdrawn would be an officer's to look into.
      const isQueued = (route: RouteView) => {
        const { kindergarten, benefit } = brief(route);
        return kindergarten === 'done' && benefit?.startsWith('waiting-for-person') === true;
      };
      await portal.follow(id, () => undefined, isQueued);
      await portal.post(`/v1/routes/${id}/withdraw`, { reason: 'We move away', steps: null });
      await portal.follow(id, () => undefined, isStuck);
    }
    const order = async (action: string, ofStuck: object, answer: object | null = null) => {
      const filter = { step: 'kindergarten', ...ofStuck };
      const body = { action, filter, reason: 'The queue answers again.', answer };
      const { id } = (await portal.post<Operation>('/v1/operations', body, officer('preschool'))).body;
      return until(
        () => read(id, 'preschool'),
        ({ state }) => state === 'done',
      );
    };
    const tried = (id: string) => ledger(`route=${id}&service=${undo}`);

    const answered = await order('resolve', {}, { place: 'queued', queueNumber: '100200' });
    const inVain = await order('retry', {});
    for (const id of ids)
      await until(
        async () => ((await tried(id)).length > 1 ? portal.route(id) : null),
        (route) => route !== null && isStuck(route),
      );
    await agency(undo, { method: 'DELETE' });
    const retried = await order('retry', {});

    expect(answered).toMatchObject({ total: 0 });
    for (const ordered of [inVain, retried])
      expect(ordered).toMatchObject({ total: 4, done: 4, refused: 0, failed: 0 });
    for (const id of ids) {
      const closed = await portal.follow(id, () => undefined, isClosed);
      expect(closed.outcome).toBe('withdrawn');
      expect(brief(closed)['kindergarten']).toBe('undone');
      expect((await tried(id)).filter(({ effect }) => effect)).toHaveLength(1);
    }
  }, 120_000);

  /** What `npm run calendar` prints. */
  const calendar = async (...args: readonly string[]) => {
    const environment = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: hayot.databaseUrl };
    const options = { cwd: root, environment };
    const ran = await runCommand(process.execPath, [join(root, 'scripts/calendar.ts'), ...args], options);
    return ran.printed;
  };

  it('moves running deadlines when a decree gives days off, and lists who must be told', async () => {
    const event = birth({ parentsMarried: false });
    const id = await portal.start('child-birth', event.mother, event);
    const enough = (route: RouteView) => route.yourTurn.length > 0;
    const dueAt = dueOf(await portal.follow(id, () => undefined, enough));
    const file = join(tmpdir(), `${id}.json`);
    await writeFile(file, JSON.stringify(dayOff(dueAt)));
    const foreseen = await calendar('apply', file, '--dry-run');
    const unmoved = dueOf(await portal.route(id));
    const ordered = await portal.post<Operation>('/v1/calendars', dayOff(dueAt), officer('mygov'));
    await until(
      () => read(ordered.body.id, 'mygov'),
      ({ state }) => state === 'done',
    );
    const toTell = await read(ordered.body.id, 'mygov', '?moved=true');
    const to = dueOf(await portal.route(id));
    await writeFile(file, JSON.stringify(dayOff(to)));
    const applied = await calendar('apply', file);
    const listed = await calendar('list');
    await rm(file);

    expect(foreseen).toMatch(
      new RegExp(`^${id} visit: .*1 deadlines would move. Nothing was changed.$`, 's'),
    );
    expect(unmoved).toBe(dueAt);
    expect(toTell.items).toMatchObject([{ route: id, moved: [{ step: 'visit', from: dueAt, to }] }]);
    expect(Date.parse(to)).toBeGreaterThan(Date.parse(dueAt));
    expect(applied).toMatch(new RegExp(`${id} visit: .*1 deadlines moved: tell these people.$`, 's'));
    expect(Date.parse(dueOf(await portal.route(id)))).toBeGreaterThan(Date.parse(to));
    expect(listed.split('\n')).toHaveLength(2);
  });
});

/** A decree that gives the day off on which a term would end. */
function dayOff(dueAt: string) {
  // The end of a day in Tashkent is 19:00 of it.
  const lastDay = new Date(Date.parse(dueAt) + 5 * 3_600_000 - 1).toISOString().slice(0, 10);
  return {
    country: 'uz',
    year: Number(lastDay.slice(0, 4)),
    publishedOn: '2026-11-01',
    source: `made up for ${lastDay}`,
    days: { [lastDay]: { five: 'off', six: 'off', why: 'a day off' } },
  };
}
