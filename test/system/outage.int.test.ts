import { setTimeout as sleep } from 'node:timers/promises';
import { type Hayot, startHayot } from './support/hayot.ts';
import { person } from './support/people.ts';
import { Portal } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

interface Entry {
  readonly key: string;
  readonly agency: string;
  readonly at: string;
  readonly effect: boolean;
}

const perSecond = 5;
const probeSeconds = 4;
const routes = 30;
const officer = { role: 'officer', team: 'counter' };

/** The most requests that an agency saw within any second. */
function mostInASecond(instants: readonly number[]): number {
  const sorted = instants.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((at) => sorted.filter((one) => one >= at && one < at + 1_000).length));
}

describe('an agency and its rate limit, with two workers', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot({
      CATALOGUE: 'catalogue/uz:test/fixtures/one-counter',
      AGENCY_PROBE_SECONDS: String(probeSeconds),
    });
    await hayot.addWorker();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const begin = (routes: number) =>
    Promise.all(
      Array.from({ length: routes }, () => {
        const who = person('female');
        return portal.start('stamping', who, { person: who });
      }),
    );
  const counter = async (init: RequestInit) => {
    const headers = { 'content-type': 'application/json' };
    const told = await fetch(`${hayot.simulator}/agencies/counter`, { headers, ...init });
    expect(told.status).toBe(204);
    return Date.now();
  };
  const ledger = async (since = 0) => {
    const answer = await fetch(`${hayot.simulator}/ledger`);
    const { entries } = (await answer.json()) as { entries: Entry[] };
    return entries
      .filter(({ agency }) => agency === 'counter')
      .map((entry) => ({ ...entry, at: Date.parse(entry.at) }))
      .filter(({ at }) => at >= since);
  };
  const effects = async (since = 0) => (await ledger(since)).filter(({ effect }) => effect);
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 45_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('It did not come in 45 seconds.');
      await sleep(250);
    }
  }

  it('is never asked for more than its rate within any second, when many come after nobody came for a while', async () => {
    for (const seconds of [0, 2]) {
      await sleep(seconds * 1_000);
      const before = (await effects()).length;
      await begin(8);
      await until(async () => (await effects()).length === before + 16);
    }

    const most = mostInASecond((await ledger()).map(({ at }) => at));
    process.stdout.write(`after idleness: at most ${most} requests within a second, ${perSecond} allowed\n`);
    expect(most).toBeLessThanOrEqual(perSecond);
  });

  it('nor when it is back after an outage, and all who waited are served in little more than the least time', async () => {
    await counter({ method: 'PUT', body: JSON.stringify({ mode: 'down' }) });
    await begin(routes);
    const waiting = async () => {
      const { status, body } = await portal.get<{
        items: { id: string; standing: string; waiting: { routes: number } }[];
      }>('/v1/agencies', officer);
      return status === 200 ? body.items.find(({ id }) => id === 'counter') : undefined;
    };
    await until(async () => (await waiting())?.waiting.routes === routes);
    expect(await waiting()).toMatchObject({ standing: 'down' });
    const back = await counter({ method: 'DELETE' });
    await until(async () => (await effects(back)).length === 2 * routes);

    const seen = await ledger(back);
    const took = Math.max(...seen.map(({ at }) => at)) - back;
    const ideal = ((2 * routes) / perSecond) * 1_000;
    const most = mostInASecond((await ledger()).map(({ at }) => at));
    process.stdout.write(
      `after an outage: ${2 * routes} effects in ${took} ms, ideal ${ideal} ms and a probe each ${probeSeconds} s; ` +
        `at most ${most} requests within a second, ${perSecond} allowed\n`,
    );
    expect(most).toBeLessThanOrEqual(perSecond);
    expect(took).toBeLessThanOrEqual(2 * ideal + probeSeconds * 1_000);
    expect(new Set(seen.filter(({ effect }) => effect).map(({ key }) => key)).size).toBe(2 * routes);
  });

  rowsFollowFromHistories(() => hayot);
});
