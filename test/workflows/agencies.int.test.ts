import { failure, type Overtaken, type Performed } from '../../temporal/messages.ts';
import { message } from '../../temporal/route-messages.ts';
import { graph } from '../engine/support/graph.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, down, inMs, refused } from './support/town.ts';

const later = { a: { pace: 'ordinary', answers: 'later' } } as const;

describe('agencies that take their time', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it.concurrent('waits for an answer that comes later by callback', async () => {
    const route = graph('a-b', later);
    const birth = await rig.begin({ route, perform: { a: () => ({ is: 'accepted' }) } });
    await birth.saw('ordinary a');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row 1' });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual(['open a', 'ordinary a', 'settle a from row 1', 'quick b', 'close complete']);
  });

  it.concurrent('goes on waiting when a callback does not settle the step', async () => {
    const birth = await rig.begin({
      route: graph('a', later),
      perform: { a: () => ({ is: 'accepted' }) },
      settle: ({ from }) => ('inbox' in from && from.inbox === 'junk' ? { is: 'ignored' } : done()),
    });
    await birth.saw('ordinary a');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'junk' });
    await birth.saw('settle a from junk');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'good' });

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent.each<Performed & Overtaken>([
    { is: 'stuck', reason: 'contract-broken' },
    // A lost workflow task had written further.
    { is: 'accepted', overtakenBy: 40 },
  ])('writes nothing over an answer that is being recorded: %o', async (called) => {
    const [call, answer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let tries = 0;
    const birth = await rig.begin({
      route: graph('a', later),
      perform: { a: () => call.promise.then(() => called) },
      // The database is away for the quick tries; then the answer is written patiently, beside all else.
      settle: () => {
        if ((tries += 1) <= 3) throw new Error('the database is away');
        return answer.promise.then(() => done());
      },
    });
    await birth.saw('ordinary a');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row 1' });
    while (tries < 4) await new Promise((resolve) => setTimeout(resolve, 50));
    call.resolve(undefined);
    for (let left = 2; left > 1;) {
      const { raw } = await birth.handle.describe();
      left = (raw.pendingActivities?.length ?? 0) + (raw.pendingWorkflowTask ? 1 : 0);
    }
    answer.resolve(undefined);

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log().filter((line) => line.startsWith('record'))).toEqual([]);
  });

  it.concurrent('ignores an answer for an epoch that is over', async () => {
    const birth = await rig.begin({ route: graph('a', later), perform: { a: () => ({ is: 'accepted' }) } });
    await birth.saw('ordinary a');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 7, inbox: 'old' });
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'new' });
    await birth.outcome();

    expect(birth.log()).not.toContain('settle a from old');
  });

  it.concurrent('takes a callback that is quicker than the end of its call', async () => {
    let answer: (() => void) | undefined;
    const hanging = () =>
      new Promise<{ is: 'accepted' }>((resolve) => {
        answer = () => resolve({ is: 'accepted' });
      });
    const birth = await rig.begin({ route: graph('a-b', later), perform: { a: hanging } });
    await birth.saw('ordinary a');
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row 1' });
    await birth.saw('settle a from row 1');
    answer?.();

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('waits for an agency that is down, says so, and goes on when it is back', async () => {
    let isBack = false;
    const birth = await rig.begin({
      route: graph('a b', { a: { pace: 'ordinary' } }),
      perform: { a: () => (isBack ? done() : down()) },
    });
    await birth.saw('record a waiting-for-agency');
    await birth.shows({ RouteHealth: 'waiting', WaitingOn: 'registry' });
    isBack = true;

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log().filter((line) => line === 'ordinary a').length).toBeGreaterThanOrEqual(5);
  });

  it.concurrent('keeps a register that has nothing yet in the queue, without events', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { kind: 'proof', pace: 'ordinary', answers: 'polled' } }),
      perform: { a: (_, count) => (count > 6 ? done() : down()) },
    });
    await birth.outcome();
    const { events } = await birth.handle.fetchHistory();

    expect(birth.log().filter((line) => line === 'ordinary a')).toHaveLength(7);
    expect(events?.filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(1);
  });

  it.concurrent('waits for a database that is away, and bothers no officer with it', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary' } }),
      perform: { a: (_, count) => (count > 6 ? done() : down(failure.database)) },
    });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log().filter((line) => line.includes('stuck'))).toEqual([]);
  });

  it.concurrent('becomes stuck when our own fault comes to light only as the agency is back', async () => {
    let isMended = false;
    const birth = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary' } }),
      perform: {
        a: (_, count) => (isMended ? done() : down(count < 6 ? failure.unavailable : failure.unexpected)),
      },
    });
    await birth.saw('record a stuck unexpected');
    await birth.shows({ RouteHealth: 'stuck', StuckReason: 'unexpected', NeedsHuman: true });
    isMended = true;
    await birth.update('retry', { step: 'a' });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('record a waiting-for-agency');
  });

  it.concurrent('becomes stuck by our own fault also after a register had nothing for long', async () => {
    let isMended = false;
    const birth = await rig.begin({
      route: graph('a', { a: { kind: 'proof', pace: 'ordinary', answers: 'polled' } }),
      perform: {
        a: (_, count) => (isMended ? done() : down(count < 6 ? failure.notYet : failure.unexpected)),
      },
    });
    await birth.saw('record a stuck unexpected');
    isMended = true;
    await birth.update('retry', { step: 'a' });

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('goes on asking a register after a fault of ours that passed', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { kind: 'proof', pace: 'ordinary', answers: 'polled' } }),
      perform: {
        a: (_, count) => (count > 9 ? done() : down(count === 3 ? failure.unexpected : failure.notYet)),
      },
    });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log().filter((line) => line.includes('stuck'))).toEqual([]);
  });

  it.concurrent('is waiting once an agency is beyond its norm', async () => {
    const birth = await rig.begin({
      route: graph('a', later),
      perform: { a: () => ({ is: 'accepted' }) },
      open: { a: () => ({ normAt: inMs(200) }) },
    });
    await birth.shows({ RouteHealth: 'waiting', WaitingOn: 'registry' });
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row' });

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('starts nothing before its date', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { after: { term: '1 month' } } }),
      open: { a: () => ({ notBefore: inMs(4_000) }) },
    });
    await birth.saw('open a');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(birth.log()).toEqual(['open a']);

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('quick a');
  });
});

describe('deadlines', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it.concurrent('closes a step that is too late, where the law says so', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: { kind: 'task', by: 'applicant', late: 'close' } }),
      open: { a: () => ({ dueAt: inMs(300) }) },
      late: () => refused('too-late'),
    });

    expect(await birth.outcome()).toBe('partial');
    expect(birth.log()).toEqual(['open a', 'late a', 'record b skipped refused-need', 'close partial']);
  });

  it.concurrent('takes silence for a yes, where the law says so', async () => {
    const birth = await rig.begin({
      route: graph('a-b', {
        a: { pace: 'ordinary', answers: 'later', late: { granted: { law: 'art. 5', answer: {} } } },
      }),
      perform: { a: () => ({ is: 'accepted' }) },
      open: { a: () => ({ dueAt: inMs(300) }) },
      late: () => done(),
    });

    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('quick b');
  });

  it.concurrent('goes on after a deadline where an officer is told, and is marked late', async () => {
    const birth = await rig.begin({
      route: graph('a', later),
      perform: { a: () => ({ is: 'accepted' }) },
      open: { a: () => ({ dueAt: inMs(200) }) },
    });
    await birth.shows({ Late: true, RouteHealth: 'late', NeedsHuman: true });
    await birth.handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: 'row' });

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('waits for the end of a call before it goes on from a deadline', async () => {
    let ended = 0;
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      ended = Date.now();
      return done();
    };
    let begun = 0;
    const birth = await rig.begin({
      route: graph('a-b', { a: { pace: 'ordinary', late: { granted: { law: 'art. 5', answer: {} } } } }),
      perform: {
        a: slow,
        b: () => {
          begun = Date.now();
          return done();
        },
      },
      open: { a: () => ({ dueAt: inMs(200) }) },
      late: () => done(),
    });
    await birth.outcome();

    expect(begun).toBeGreaterThanOrEqual(ended);
  });
});
