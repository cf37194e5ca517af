import { is, refused as stepRefused } from '../../notation/conditions.ts';
import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, refused } from './support/town.ts';

describe('steps of a route', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('registers a birth and pays for it, by two quick calls', async () => {
    const route = graph('register-pay');
    const birth = await rig.begin({ route });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['quick register', 'quick pay', 'close complete']);
  });

  it('makes few events of quick calls', async () => {
    const birth = await rig.begin({ route: graph('a-b b-c c-d d-e') });
    await birth.outcome();
    const { events } = await birth.handle.fetchHistory();

    expect(events?.length).toBeLessThan(14);
  });

  it('runs what does not depend on each other at the same time', async () => {
    let together = 0;
    let most = 0;
    const slow = async () => {
      most = Math.max(most, ++together);
      await new Promise((resolve) => setTimeout(resolve, 200));
      together--;
      return done();
    };
    const perform = { b: slow, c: slow, d: slow };
    const route = graph('a-b a-c a-d b-e c-e d-e');
    const birth = await rig.begin({ route, perform });
    await birth.outcome();

    expect(most).toBe(3);
  });

  it('skips by conditions and tells the read model', async () => {
    const route = graph('a-b', { b: { when: is('a.needed', true) } });
    const birth = await rig.begin({ route, perform: { a: () => done({ 'a.needed': false }) } });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('record b skipped condition');
  });

  it('passes a refusal on to what depends on it, and counts the route as partial', async () => {
    const route = graph('a-b b-c a-d', { d: { when: stepRefused('a') } });
    const birth = await rig.begin({ route, perform: { a: () => refused() } });

    expect(await birth.outcome()).toBe('partial');
    expect(birth.log()).toEqual(
      expect.arrayContaining(['record b skipped refused-need', 'record c skipped refused-need', 'quick d']),
    );
  });

  it('waits for the database while it is away, and writes then', async () => {
    const route = graph('a-b', { b: { when: is('event.never', true) } });
    const birth = await rig.begin({ route, databaseFails: 4 });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['quick a', 'record b skipped condition', 'close complete']);
  });

  it('asks every founder at the same time and goes on when all have answered', async () => {
    const route = graph('ask-found', { ask: { each: { event: 'founders' } } });
    const company = await rig.begin({ route }, { items: { ask: [{}, {}, {}] } });

    expect(await company.outcome()).toBe('complete');
    expect(company.log().slice(0, 3).toSorted()).toEqual(['quick ask', 'quick ask.1', 'quick ask.2']);
  });

  it('goes on as ordinary when a quick call comes to nothing', async () => {
    const perform = { a: ({ pace }: { pace: string }) => (pace === 'quick' ? refuseQuick : done()) };
    const birth = await rig.begin({ route: graph('a'), perform });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['quick a', 'open a', 'ordinary a', 'close complete']);
  });

  it('goes on as ordinary when a quick call fails by itself', async () => {
    const perform = {
      a: ({ pace }: { pace: string }) => {
        if (pace === 'quick') throw new Error('a fault');
        return done();
      },
    };
    const birth = await rig.begin({ route: graph('a'), perform });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['quick a', 'open a', 'ordinary a', 'close complete']);
  });

  it('calls a slow agency as ordinary from the start', async () => {
    const birth = await rig.begin({ route: graph('a', { a: { pace: 'ordinary' } }) });
    await birth.outcome();

    expect(birth.log()).toEqual(['open a', 'ordinary a', 'close complete']);
  });

  it('makes no more quick calls once a workflow task has spent its time on them', async () => {
    const slow = (ms: number) => async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return done();
    };
    const birth = await rig.begin({ route: graph('a-b b-c'), perform: { a: slow(300), b: slow(1_300) } });
    await birth.outcome();

    expect(birth.log()).toEqual(['quick a', 'quick b', 'open c', 'ordinary c', 'close complete']);
  });

  it('sends a call to the agency that is said to be the right one, under the same key', async () => {
    const perform = {
      a: (_: unknown, count: number) =>
        count === 1 ? ({ is: 'readdressed', agency: 'tax' } as const) : done(),
    };
    const birth = await rig.begin({ route: graph('a'), perform });
    await birth.outcome();
    const { events } = await birth.handle.fetchHistory();
    const queues = (events ?? []).map(
      (event) => event.activityTaskScheduledEventAttributes?.taskQueue?.name ?? null,
    );

    expect(queues.filter((queue) => queue !== null)).toEqual(['agency:tax']);
  });

  it('shows the title of the step on its call', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary', title: 'Register the birth' } }),
    });
    await birth.outcome();
    const { events } = await birth.handle.fetchHistory();
    const summary = (events ?? [])
      .map((event) => event.userMetadata?.summary?.data)
      .filter((data) => data !== undefined && data !== null)
      .map((data) => Buffer.from(data).toString());

    expect(summary).toContain('"Register the birth"');
  });
});

const refuseQuick = { is: 'not-now', because: 'breaker' } as const;
