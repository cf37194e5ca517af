import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../../temporal/connection.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { person } from './support/people.ts';
import { Portal, type RouteView, type StepView } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

type Step = StepView & {
  readonly dueAt: string | null;
  readonly because: string | null;
  readonly becauseText: string;
};
const officer = { role: 'officer', team: 'counter' };
const stepOf = (route: RouteView, id: string) =>
  route.steps.find((step) => step.id === id) as Step | undefined;

describe('who has to wait', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot({
      CATALOGUE: 'catalogue/uz:test/fixtures/one-counter',
      AGENCY_PROBE_SECONDS: '2',
      // The term of an hour is one of 10 seconds.
      HAYOT_TIME_SCALE: '360',
    });
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const begin = () => {
    const who = person('female');
    return portal.start('stamping', who, { person: who });
  };
  const counter = async (init: RequestInit) => {
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${hayot.simulator}/agencies/counter`, { headers, ...init })).status).toBe(204);
  };
  /** When the agency saw requests of a route. */
  const seen = async (route: string): Promise<number[]> => {
    const answer = await fetch(`${hayot.simulator}/ledger?route=${route}`);
    const { entries } = (await answer.json()) as { entries: { at: string }[] };
    return entries.map(({ at }) => Date.parse(at));
  };
  async function until<T>(ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    const end = Date.now() + 45_000;
    for (let last = await ask(); ; last = await ask()) {
      if (holds(last)) return last;
      if (Date.now() > end) throw new Error(`It did not come: ${JSON.stringify(last)}`);
      await sleep(200);
    }
  }
  /** What an officer reads in the Temporal UI: the checklist, and what is to be called. */
  const inTemporal = async (route: string) => {
    const client = createClient({ address: temporalAddress(), namespace: hayot.namespace });
    try {
      const handle = client.workflow.getHandle(route);
      const { currentDetails } = await handle.query<{ currentDetails: string }>(
        '__temporal_workflow_metadata',
      );
      const { events } = await handle.fetchHistory();
      const summaries = (events ?? [])
        .filter((event) => event.activityTaskScheduledEventAttributes)
        .map(
          (event) => JSON.parse(Buffer.from(event.userMetadata?.summary?.data ?? []).toString()) as string,
        );
      const { typedSearchAttributes } = await handle.describe();
      const found = new Map(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
      return {
        currentDetails,
        summaries,
        standing: [found.get('RouteHealth'), found.get('WaitingOn')].flat(),
      };
    } finally {
      await client.connection.close();
    }
  };

  it('for an agency in a declared window is told until when, and is served after it without anybody’s doing', async () => {
    const to = new Date(Date.now() + 9_000);
    const window = {
      from: new Date(Date.now() - 1_000).toISOString(),
      to: to.toISOString(),
      reason: 'New servers',
    };
    const declared = await portal.post('/v1/agencies/counter/maintenance', window, officer);
    expect(declared.status).toBe(201);
    const id = await begin();

    const waiting = await until(
      () => portal.route(id),
      (route) => stepOf(route, 'enter')?.because === 'maintenance',
    );
    expect(waiting.health).toBe('waiting');
    expect(stepOf(waiting, 'enter')?.becauseText).toMatch(/until \d{4}-\d\d-\d\d \d\d:\d\d: New servers/);
    const rests = /the agency rests until \d{4}-\d\d-\d\d \d\d:\d\d \(maintenance\), its calls wait/;
    const shown = await until(
      () => inTemporal(id),
      ({ summaries }) => summaries.length === 2,
    );
    expect(shown.currentDetails).toMatch(rests);
    expect(shown.currentDetails).not.toContain('New servers');
    expect(shown.standing).toEqual(['waiting', 'counter']);
    expect(shown.summaries).toEqual(expect.arrayContaining([expect.stringMatching(/^Enter in the book: /)]));
    expect(shown.summaries.every((summary) => rests.test(summary))).toBe(true);

    const closed = await portal.follow(id);
    expect(closed.outcome).toBe('complete');
    const calls = await seen(id);
    expect(calls).toHaveLength(2);
    expect(Math.min(...calls)).toBeGreaterThanOrEqual(to.getTime());
  });

  it('while all our workers are down is late all the same, at its old deadline, and an officer hears of it at once', async () => {
    await counter({ method: 'PUT', body: JSON.stringify({ mode: 'down' }) });
    const id = await begin();
    const open = await until(
      () => portal.route(id),
      (route) => (stepOf(route, 'enter')?.dueAt ?? null) !== null,
    );
    const dueAt = stepOf(open, 'enter')?.dueAt;
    await hayot.kill('worker');
    expect(open.health).not.toBe('late');

    const late = await until(
      () => portal.route(id),
      ({ health }) => health === 'late',
    );
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(dueAt ?? ''));
    expect(stepOf(late, 'enter')?.dueAt).toBe(dueAt);
    const listed = await portal.get<{ items: { id: string }[] }>(
      '/v1/routes?health=late&waitingOn=counter',
      officer,
    );
    expect(listed.body.items.map((item) => item.id)).toContain(id);
    const tasks = async () => {
      const { body } = await portal.get<{ items: { route: string; step: string }[] }>(
        '/v1/tasks?team=counter',
        officer,
      );
      return body.items.filter((task) => task.route === id).map(({ step }) => step);
    };
    expect(await tasks()).toEqual([]);
    await hayot.restart('worker');
    const began = Date.now();
    await until(tasks, (steps) => steps.includes('enter'));
    process.stdout.write(`late and escalated ${Date.now() - began} ms after the worker was back\n`);

    await counter({ method: 'DELETE' });
    const closed = await portal.follow(id);
    expect(closed.outcome).toBe('complete');
    expect(stepOf(closed, 'enter')?.dueAt).toBe(dueAt);
  });

  rowsFollowFromHistories(() => hayot);
});
