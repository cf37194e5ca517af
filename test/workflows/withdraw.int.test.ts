import type { UpdateResult, WithdrawResult } from '../../temporal/route-messages.ts';
import type { Performed } from '../../temporal/messages.ts';
import { message, rejection } from '../../temporal/route-messages.ts';
import { graph, undo } from '../engine/support/graph.ts';
import { refusalOf } from './support/refusal.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, down, refused } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('withdrawing', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('takes back what was done, the last first, and stops what waits', async () => {
    const company = await rig.begin({ route: graph('a-b b-c c-d', { a: { undo }, b: { undo }, c: task }) });
    await company.saw('open c');
    const { plan } = await company.update<WithdrawResult>('withdraw', { decision: 'row 1' });

    expect(plan.map(({ step, then, because }) => `${step} ${then} ${because}`)).toEqual([
      'a undone declares-undo',
      'b undone declares-undo',
      'c undone in-progress',
      'd undone not-begun',
    ]);
    expect(await company.outcome()).toBe('withdrawn');
    expect(company.log().filter((line) => line.startsWith('take back'))).toEqual([
      'take back b',
      'take back a',
    ]);
    expect(company.log()).toEqual(
      expect.arrayContaining(['record d skipped withdrawn row 1', 'record c skipped withdrawn']),
    );
  });

  it('lets what rests on law go on', async () => {
    const birth = await rig.begin({
      route: graph('a-b c', { a: { ...task, basis: 'law' }, b: { basis: 'law' }, c: task }),
    });
    await birth.saw('open c');
    await birth.update('withdraw', {});
    await birth.saw('record c skipped withdrawn');
    await birth.update('answerTask', {
      step: 'a',
      instance: 0,
      task: 'task a/0',
      answer: 'row',
      declined: false,
    });

    expect(await birth.outcome()).toBe('withdrawn');
    expect(birth.log()).toContain('quick b');
  });

  it('withdraws single steps and leaves the outcome to the rest', async () => {
    const birth = await rig.begin({ route: graph('a b', { a: task, b: task }) });
    await birth.saw('open b');
    await birth.update('withdraw', { steps: ['b'] });
    await birth.saw('record b skipped withdrawn');
    await birth.update('answerTask', {
      step: 'a',
      instance: 0,
      task: 'task a/0',
      answer: 'row',
      declined: false,
    });

    expect(await birth.outcome()).toBe('complete');
  });

  it('withdraws a route that is cancelled in the Temporal UI, and ends completed', async () => {
    const company = await rig.begin({ route: graph('a-b', { a: { undo }, b: task }) });
    await company.saw('open b');
    await company.handle.cancel();

    expect(await company.outcome()).toBe('withdrawn');
    expect(company.log()).toContain('take back a');
    expect((await company.handle.describe()).status.name).toBe('COMPLETED');
  });

  it('does not cancel what rests on law when the route is cancelled in the Temporal UI', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return done();
    };
    const birth = await rig.begin({
      route: graph('a-b b-c', {
        a: { basis: 'law', pace: 'ordinary' },
        b: { basis: 'law', pace: 'ordinary' },
        c: { ...task, basis: 'law' },
      }),
      perform: { a: slow, b: slow },
    });
    await birth.saw('ordinary a');
    await birth.handle.cancel();
    await birth.saw('open c');
    await birth.update('answerTask', {
      step: 'c',
      instance: 0,
      task: 'task c/0',
      answer: 'row',
      declined: false,
    });

    expect(await birth.outcome()).toBe('withdrawn');
    expect(birth.log().filter((line) => line.startsWith('ordinary'))).toEqual(['ordinary a', 'ordinary b']);
  });

  it('waits for the end of a call before it takes it back', async () => {
    let ended = false;
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      ended = true;
      return done();
    };
    let endedFirst = false;
    const company = await rig.begin({
      route: graph('a', { a: { undo, pace: 'ordinary' } }),
      perform: { a: slow },
      undo: () => {
        endedFirst = ended;
        return done();
      },
    });
    await company.saw('ordinary a');
    await company.update('withdraw', {});
    await company.outcome();

    expect(endedFirst).toBe(true);
  });

  it('asks an officer about a call that may have acted and cannot be taken back', async () => {
    const company = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary' } }),
      perform: { a: () => down() },
    });
    await company.saw('record a waiting-for-agency');
    const { plan } = await company.update<WithdrawResult>('withdraw', {});
    expect(plan).toEqual([{ step: 'a', instance: 0, then: 'needs-person', because: 'in-progress' }]);
    await company.shows({ StuckReason: 'outcome-unknown' });
    await company.update('skip', { step: 'a' });

    expect(await company.outcome()).toBe('withdrawn');
  });

  it('waits for the answer of an agency that was just taking the call in', async () => {
    const takesIn = Promise.withResolvers<Performed>();
    const company = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary', answers: 'later' } }),
      perform: { a: () => takesIn.promise },
    });
    await company.saw('ordinary a');
    await company.update('withdraw', {});
    takesIn.resolve({ is: 'accepted' });
    await wait(500);
    const answered = { step: 'a', instance: 0, epoch: 1, inbox: 'row 1' };
    await company.handle.signal(message.agencyAnswered, answered);

    expect(await company.outcome()).toBe('withdrawn');
    expect(company.log()).toContain('settle a from row 1');
    expect(company.log().filter((line) => line.startsWith('record'))).toEqual([]);
  });

  it('counts an answer that was given before, though it was not yet recorded', async () => {
    const slowly = async () => {
      await wait(800);
      return done();
    };
    // The slow call holds the workflow task up, so that both messages come with the next one.
    const company = await rig.begin({
      route: graph('a b', { a: task }),
      perform: { b: slowly },
      settle: slowly,
    });
    await company.saw('open a');
    const answer = { step: 'a', instance: 0, task: 'task a/0', answer: 'row', declined: false };
    const answering = company.update<UpdateResult>('answerTask', answer);
    await wait(150);
    await company.update('withdraw', {});

    expect((await answering).status).toBe('done');
    expect(await company.outcome()).toBe('withdrawn');
    expect(company.log()).not.toContain('record a skipped withdrawn');
  });

  it('drops the mending of a refusal', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { mends: { full: { field: 'clinic', within: null } } } }),
      perform: { a: () => refused('full') },
    });
    await birth.saw('record a waiting-for-person full');
    await birth.update('withdraw', {});

    expect(await birth.outcome()).toBe('withdrawn');
    expect(birth.log()).toContain('record a skipped withdrawn');
  });

  it('takes a withdrawal that comes before anything has begun', async () => {
    const early = await rig.beginWithdrawn({ route: graph('a-b', { a: { pace: 'ordinary' } }) });

    expect(await early.outcome()).toBe('withdrawn');
    expect(early.log()).not.toContain('ordinary a');
  });

  it('takes a cancellation that comes before anything has begun', async () => {
    const early = await rig.begin({ route: graph('a', { a: task }) });
    await early.handle.cancel();

    expect(await early.outcome()).toBe('withdrawn');
  });

  it('knows which steps there are', async () => {
    const birth = await rig.begin({ route: graph('a', { a: task }) });
    await birth.saw('open a');

    expect(await refusalOf(birth.update('withdraw', { steps: ['x'] }))).toBe(rejection.unknownStep);
    await birth.update('withdraw', {});
    await birth.outcome();
  });
});
