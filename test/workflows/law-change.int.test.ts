import { Worker } from '@temporalio/worker';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import type { LawChanged } from '../../temporal/law-messages.ts';
import type { WithdrawResult } from '../../temporal/route-messages.ts';
import { rejection } from '../../temporal/route-messages.ts';
import { graph, undo } from '../engine/support/graph.ts';
import { bundlePath } from '../support/temporal.ts';
import { createRig } from './support/create-rig.ts';
import { refusalOf } from './support/refusal.ts';
import type { Journey, Rig } from './support/rig.ts';
import { refused } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;
const later = (text: string, over: Record<string, Partial<CompiledStep>> = {}): CompiledRoute => ({
  ...graph(text, over),
  version: '2026-07-01',
});
const changeOf = (route: CompiledRoute) => ({ route, start: { facts: {}, items: {} }, decision: 'row' });
const move = (journey: Journey, to: CompiledRoute) => journey.update<LawChanged>('changeLaw', changeOf(to));
const answer = (journey: Journey, step: string) =>
  journey.update('answerTask', {
    ...{ step, instance: 0, task: `task ${step}/0` },
    ...{ answer: 'row', declined: false },
  });

/** What is wrong when the route's history is replayed by the present code; null where nothing is. */
async function replayed({ handle, id }: Journey): Promise<string | null> {
  const histories = [{ workflowId: id, history: await handle.fetchHistory() }];
  for await (const { error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: bundlePath() } },
    histories,
  ))
    if (error !== undefined) return error.message;
  return null;
}

describe('a change of law', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig({ cachedRoutes: 1 });
  });
  afterAll(() => rig.end());

  it('lets an open route go on by the new version, and shows the version', async () => {
    const birth = await rig.begin({ route: graph('a-b b-c c-x', { b: task }) });
    await birth.saw('open b');

    expect(await move(birth, later('a-b b-d d-c', { b: task }))).toMatchObject({
      moved: true,
      version: '2026-07-01',
    });
    await birth.shows({ RouteVersion: '2026-07-01', StepsTotal: 4 });
    await answer(birth, 'b');
    expect(await birth.outcome()).toBe('complete');
    const log = birth.log().filter((line) => /^(quick|change|open)/.test(line));
    expect(log).toEqual(['quick a', 'open b', 'change law 2026-07-01 a b d c', 'quick d', 'quick c']);
    expect(await replayed(birth)).toBeNull();
  });

  it('begins at once what the new version adds', async () => {
    const birth = await rig.begin({ route: graph('a b', { b: task }) });
    await birth.saw('open b');
    await move(birth, later('a b a-d', { b: task }));
    await birth.saw('quick d');

    expect(birth.log().indexOf('quick d')).toBeGreaterThan(
      birth.log().indexOf('change law 2026-07-01 a b d'),
    );
    await answer(birth, 'b');
    expect(await birth.outcome()).toBe('complete');
    expect(await replayed(birth)).toBeNull();
  });

  it('is taken once, however often it is sent', async () => {
    const birth = await rig.begin({ route: graph('b-c', { b: task }) });
    await birth.saw('open b');
    const to = later('b-d', { b: task });
    const [one, other] = await Promise.all([move(birth, to), move(birth, to)]);

    expect([one.moved, other.moved].toSorted()).toEqual([false, true]);
    expect((await move(birth, to)).moved).toBe(false);
    expect(birth.log().filter((line) => line.startsWith('change'))).toHaveLength(1);
    await answer(birth, 'b');
    await birth.outcome();
  });

  it('is refused in words, and leaves no trace, where what is under way could not go on', async () => {
    const birth = await rig.begin({ route: graph('b-c', { b: task }) });
    await birth.saw('open b');
    const other = later('b-c', { b: { ...task, service: 'registry.ask' } });

    expect(await refusalOf(move(birth, other))).toBe(rejection.lawDoesNotMove);
    await expect(move(birth, other)).rejects.toMatchObject({
      cause: {
        message: expect.stringContaining('b is under way, and differs in the new version in service'),
      },
    });
    await answer(birth, 'b');
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('quick c');
    expect(birth.log().join()).not.toContain('change law');
  });

  it('keeps the undo of what was done and is asked for no more', async () => {
    const company = await rig.begin({
      route: graph('a-b b-c', { a: { undo }, b: { undo }, c: task }),
    });
    await company.saw('open c');
    await move(company, later('c-e', { c: task }));
    const { plan } = await company.update<WithdrawResult>('withdraw', {});

    expect(plan.map(({ step, then }) => `${step} ${then}`)).toEqual([
      'a undone',
      'b undone',
      'c undone',
      'e undone',
    ]);
    expect(await company.outcome()).toBe('withdrawn');
    expect(company.log().filter((line) => line.startsWith('take back'))).toEqual([
      'take back b',
      'take back a',
    ]);
    expect(await replayed(company)).toBeNull();
  });

  it('keeps the undo also where an essential step of the new version is refused', async () => {
    const company = await rig.begin({
      route: graph('a-b', { a: { undo }, b: task }),
      perform: { e: () => refused() },
    });
    await company.saw('open b');
    await move(company, later('b-e', { b: task, e: { essential: true } }));
    await answer(company, 'b');

    expect(await company.outcome()).toBe('refused');
    expect(company.log()).toContain('take back a');
    expect(await replayed(company)).toBeNull();
  });

  it('begins nothing by the new version before it is written, also when an answer comes together with it', async () => {
    const birth = await rig.begin({ route: graph('a b-c', { b: task }) });
    await birth.saw('open b');
    const moving = move(birth, later('a b-d', { b: task }));
    const answering = answer(birth, 'b');
    await Promise.all([moving, answering]);

    expect(await birth.outcome()).toBe('complete');
    const log = birth.log();
    expect(log.indexOf('change law 2026-07-01 a b d')).toBeLessThan(log.indexOf('quick d'));
    expect(log).not.toContain('quick c');
    expect(await replayed(birth)).toBeNull();
  });

  it('does not reach a route that is withdrawn', async () => {
    const birth = await rig.begin({ route: graph('a b', { a: { ...task, basis: 'law' }, b: task }) });
    await birth.saw('open a');
    await birth.update('withdraw', {});

    expect(await refusalOf(move(birth, later('a c', { a: { ...task, basis: 'law' } })))).toBe(
      rejection.lawDoesNotMove,
    );
    await answer(birth, 'a');
    expect(await birth.outcome()).toBe('withdrawn');
  });
});
