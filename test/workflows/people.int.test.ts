import { rejection, type UpdateResult } from '../../temporal/route-messages.ts';
import { graph } from '../engine/support/graph.ts';
import { refusalOf } from './support/refusal.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, refused } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;
const answer = { step: 'a', instance: 0, task: 'task a/0', answer: 'row 1', declined: false };
const mend = { step: 'a', instance: 0, task: 'mend a/0', answer: 'row 1', declined: false };
const mends = { mends: { full: { field: 'clinic', within: null } } };

describe('what people do', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('waits for the answer to a task and records it before it says so', async () => {
    const birth = await rig.begin({ route: graph('a-b', { a: task }) });
    await birth.saw('open a');
    const result = await birth.update<UpdateResult>('answerTask', answer);

    expect(result).toEqual({ seq: 2, status: 'done' });
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['open a', 'settle a from task a/0 row 1', 'quick b', 'close complete']);
  });

  it('shows that it waits for a person, and no officer', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    await birth.shows({ WaitingOn: 'person', OpenSteps: 'a', RouteState: 'open', NeedsHuman: false });
    await birth.update('answerTask', answer);
    await birth.shows({ WaitingOn: [], OpenSteps: [], RouteState: 'complete', StepsDone: 1 });

    expect(await birth.outcome()).toBe('complete');
  });

  it('gives a repeated message the answer of the first, and settles once', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    await birth.saw('open a');
    const first = await birth.update<UpdateResult>('answerTask', answer, 'same');
    const second = await birth.update<UpdateResult>('answerTask', answer, 'same');
    await birth.outcome();

    expect(second).toEqual(first);
    expect(birth.log().filter((line) => line.startsWith('settle'))).toHaveLength(1);
  });

  it('takes one answer to a task, of two that come together', async () => {
    const birth = await rig.begin({ route: graph('a b', { a: task, b: task }) });
    await birth.saw('open b');
    const both = await Promise.allSettled([
      birth.update('answerTask', answer),
      birth.update('answerTask', { ...answer, answer: 'row 2' }),
    ]);
    await birth.update('answerTask', { ...answer, step: 'b', task: 'task b/0' });
    await birth.outcome();

    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(birth.log().filter((line) => line.startsWith('settle a'))).toHaveLength(1);
  });

  it('refuses answers that nobody waits for, and unknown steps', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    await birth.saw('open a');

    expect(await refusalOf(birth.update('answerTask', { ...answer, task: 'other' }))).toBe(
      rejection.notWaiting,
    );
    expect(await refusalOf(birth.update('answerTask', { ...answer, step: 'x' }))).toBe(rejection.unknownStep);
    expect(await refusalOf(birth.update('answerTask', { ...answer, step: 'toString' }))).toBe(
      rejection.unknownStep,
    );
    await birth.update('answerTask', answer);
    await birth.outcome();
  });

  it('ends without a half-made company when one founder says no', async () => {
    const route = graph('reserve-ask ask-found', {
      reserve: {
        undo: { service: 'registry.take-back', agency: 'registry', repeat: 'safe', timeoutMs: 1_000 },
      },
      ask: { ...task, by: 'item', each: { event: 'founders' }, essential: true },
    });
    const company = await rig.begin(
      { route, settle: ({ instance }) => (instance === 1 ? refused('declined') : done()) },
      { items: { ask: [{}, {}, {}] } },
    );
    await company.saw('open ask.2');
    await company.update('answerTask', { ...answer, step: 'ask', task: 'task ask/0' });
    await company.update('answerTask', {
      step: 'ask',
      instance: 1,
      task: 'task ask/1',
      answer: 'no',
      declined: true,
    });

    expect(await company.outcome()).toBe('refused');
    expect(company.log().slice(-4)).toEqual([
      'record ask.2 skipped refused-need',
      'take back reserve',
      'record found skipped refused-need',
      'close refused',
    ]);
  });
});

describe('a refusal that can be mended', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('asks the person for just the field, and asks the agency anew', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: mends }),
      perform: { a: ({ epoch }) => (epoch === 1 ? refused('full') : done()) },
    });
    await birth.saw('record a waiting-for-person full');
    const result = await birth.update<UpdateResult>('answerTask', mend);

    expect(result.status).toBe('in-progress');
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual([
      'quick a',
      'record a waiting-for-person full',
      'mend a',
      'quick a #2',
      'quick b',
      'close complete',
    ]);
  });

  it('stays the end when the person leaves it', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: mends }),
      perform: { a: () => refused('full') },
    });
    await birth.saw('record a waiting-for-person full');
    const result = await birth.update<UpdateResult>('answerTask', { ...mend, declined: true });

    expect(result.status).toBe('refused');
    expect(await birth.outcome()).toBe('partial');
    expect(birth.log()).toContain('record a refused full');
  });

  it('stays the end when it is not mended in its term', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: mends }),
      perform: { a: () => refused('full') },
      mendWithinMs: 300,
    });

    expect(await birth.outcome()).toBe('partial');
    expect(birth.log()).toContain('record a refused full');
  });

  it('is final at once where nothing can be mended', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: mends }),
      perform: { a: () => refused('too-young') },
    });

    expect(await birth.outcome()).toBe('partial');
    expect(birth.log()).toEqual(['quick a', 'close partial']);
  });
});
