import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { inMs, refused } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;
const answer = { step: 'a', instance: 0, task: 'task a/0', answer: 'row', declined: false };
const pause = { step: 'a', instance: 0, act: { is: 'pause' }, decision: 'd1' } as const;
const resume = { step: 'a', instance: 0, act: { is: 'resume' }, decision: 'd2' } as const;
const extend = { step: 'a', instance: 0, act: { is: 'extend', by: '5 days' }, decision: 'd3' } as const;

describe('the clock of a step', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it.concurrent('a paused term does not run out; resumed, it does', async () => {
    const route = await rig.begin({
      route: graph('a b', { a: { ...task, late: 'close' } }),
      open: { a: () => ({ dueAt: inMs(6_000) }) },
      late: () => refused('too-late'),
      reckon: ({ act }) => (act?.is === 'pause' ? { isPaused: true } : { dueAt: inMs(300) }),
    });
    await route.saw('open a');
    expect(await route.update('setClock', pause)).toMatchObject({ status: 'waiting-for-person' });
    await route.shows({ OpenSteps: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    expect(route.log()).not.toContain('late a');
    await route.update('setClock', resume);
    expect(await route.outcome()).toBe('partial');
    expect(route.log()).toContain('late a');
  });

  it.concurrent('a term that is extended after its deadline is late no longer', async () => {
    const route = await rig.begin({
      route: graph('a', { a: task }),
      open: { a: () => ({ dueAt: inMs(200) }) },
      reckon: () => ({ dueAt: inMs(60_000) }),
    });
    await route.shows({ RouteHealth: 'late' });
    await route.update('setClock', extend);
    await route.shows({ RouteHealth: 'on-track' });
    await route.update('answerTask', answer);
    expect(await route.outcome()).toBe('complete');
  });

  it.concurrent('what the clock does not allow is refused, and the term runs on', async () => {
    const route = await rig.begin({
      route: graph('a b', { a: task, b: task }),
      open: { a: () => ({ dueAt: inMs(60_000) }) },
      reckon: () => 'contradicted',
    });
    await route.saw('open b');
    await expect(route.update('setClock', resume)).rejects.toThrow();
    await expect(route.update('setClock', { ...pause, step: 'b' })).rejects.toThrow();
    await expect(route.update('setClock', pause)).rejects.toThrow();
    expect(route.log()).toEqual(expect.arrayContaining(['reckon a pause by d1']));
    await route.update('answerTask', answer);
    await route.update('answerTask', { ...answer, step: 'b', task: 'task b/0' });
    expect(await route.outcome()).toBe('complete');
  });

  it.concurrent('a step whose wait another calendar has done away with begins at once', async () => {
    const route = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary', after: { term: '10 working days' } } }),
      open: { a: () => ({ notBefore: inMs(3_600_000) }) },
      reckon: () => ({ notBefore: null }),
    });
    await route.saw('open a');
    await route.update('recalculate', { decree: 'UP-1' });

    expect(await route.outcome()).toBe('complete');
  });

  it.concurrent('a decree moves every running term of a route, that of a mend too', async () => {
    const route = await rig.begin({
      route: graph('a b', { a: task, b: { mends: { full: { field: 'x', within: null } } } }),
      perform: { b: () => refused('full') },
      open: { a: () => ({ dueAt: inMs(60_000) }) },
      mendWithinMs: 60_000,
      late: () => refused('too-late'),
      reckon: ({ step }) => ({ dueAt: inMs(step === 'b' ? 300 : 120_000), moved: step === 'b' }),
    });
    await route.saw('record b waiting-for-person full');
    await route.saw('open a');
    expect(await route.update('recalculate', { decree: 'UP-1' })).toMatchObject({ moved: 1 });
    await route.saw('record b refused full');
    expect(route.log()).toEqual(
      expect.arrayContaining(['reckon a calendar by UP-1', 'reckon b calendar by UP-1']),
    );
    await route.update('answerTask', answer);
    expect(await route.outcome()).toBe('partial');
  });
});
