import type { Performed, SettleResult } from '../../temporal/messages.ts';
import { message, rejection } from '../../temporal/route-messages.ts';
import { graph, undo } from '../engine/support/graph.ts';
import { refusalOf } from './support/refusal.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, down, refused } from './support/town.ts';

const task = { kind: 'task', by: 'applicant', pace: 'ordinary' } as const;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('routes that come to a halt', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it('takes back what was done when an essential step is refused', async () => {
    const company = await rig.begin({
      route: graph('a-b b-c', { a: { undo }, b: { undo }, c: { essential: true } }),
      perform: { c: () => refused() },
    });

    expect(await company.outcome()).toBe('refused');
    expect(company.log()).toEqual([
      'quick a',
      'quick b',
      'quick c',
      'take back b',
      'take back a',
      'close refused',
    ]);
  });

  it('lets calls under way end before anything is taken back', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return done();
    };
    const company = await rig.begin({
      route: graph('a b-c', { a: { undo, pace: 'ordinary' }, b: { essential: true, pace: 'ordinary' } }),
      perform: { a: slow, b: () => refused() },
    });

    expect(await company.outcome()).toBe('refused');
    expect(company.log().slice(-3)).toEqual([
      'take back a',
      'record c skipped refused-need',
      'close refused',
    ]);
  });

  it('stops quietly when somebody has died: nothing new starts, and an officer is asked', async () => {
    const birth = await rig.begin({
      route: graph('a-b pay-notify', { a: { undo }, b: task }),
      perform: { pay: () => ({ is: 'stopped', because: 'death' }) },
    });

    expect(await birth.outcome()).toBe('withdrawn');
    expect(birth.log().at(-1)).toBe('close withdrawn by death');
    expect(birth.log()).not.toContain('quick notify');
    expect(birth.log()).not.toContain('take back a');
  });

  it.each(['quick', 'ordinary'] as const)(
    'goes on without what is only for somebody who has died, also at the %s pace',
    async (pace) => {
      const company = await rig.begin({
        route: graph('remind-next pay', { remind: { pace } }),
        perform: { remind: () => ({ is: 'skipped', because: 'person-dead' }) },
      });

      expect(await company.outcome()).toBe('complete');
      expect(company.log()).toContain('quick next');
      expect(company.log().filter((line) => line.startsWith('record'))).toEqual([]);
      expect(company.log().at(-1)).toBe('close complete');
    },
  );

  it('refuses messages once it has come to its end', async () => {
    const company = await rig.begin({
      route: graph('a-b', { a: { undo }, b: { essential: true } }),
      perform: { b: () => refused() },
      undo: (_, count) => (count === 1 ? { is: 'stuck', reason: 'contract-broken' } : done()),
    });
    await company.shows({ RouteHealth: 'stuck' });

    expect(await refusalOf(company.update('withdraw', {}))).toBe(rejection.closed);
    await company.update('retry', { step: 'a' });
    expect(await company.outcome()).toBe('refused');
  });

  describe.each([
    ['refused', (): Performed => refused(), 'close refused'],
    [
      'of no more use to somebody who has died',
      (): Performed => ({ is: 'stopped', because: 'death' }),
      'close withdrawn by death',
    ],
  ] as const)('because an essential step was %s', (_, fails, closed) => {
    /** Step a is under way, and cannot be taken back, when b ends the route. */
    const begin = (a: () => Performed | Promise<Performed>, settle: () => SettleResult = done) => {
      const ends = Promise.withResolvers<undefined>();
      const script = {
        route: graph('a b-c', {
          a: { pace: 'ordinary', mends: { full: { field: 'clinic', within: null } } },
          b: { essential: true, pace: 'ordinary' },
        }),
        perform: { a, b: () => ends.promise.then(fails) },
        settle,
      } as const;
      return rig.begin(script).then((route) => ({ route, end: () => ends.resolve(undefined) }));
    };
    const answered = { step: 'a', instance: 0, epoch: 1, inbox: 'row 1' };

    it('waits for the answer of an agency that is at work on an act that stands', async () => {
      const { route, end } = await begin(() => ({ is: 'accepted' }));
      await route.shows({ WaitingOn: 'registry' });
      end();
      await wait(500);
      expect(route.log().at(-1)).toMatch(/^ordinary/);
      await route.handle.signal(message.agencyAnswered, answered);
      await route.outcome();

      expect(route.log()).toContain('settle a from row 1');
      expect(route.log().at(-1)).toBe(closed);
    });

    it('waits for it also where the agency takes the call in only afterwards', async () => {
      const takesIn = Promise.withResolvers<Performed>();
      const { route, end } = await begin(() => takesIn.promise);
      await route.saw('ordinary a');
      end();
      await wait(500);
      takesIn.resolve({ is: 'accepted' });
      await wait(500);
      expect(route.log().at(-1)).toMatch(/^ordinary/);
      await route.handle.signal(message.agencyAnswered, answered);
      await route.outcome();

      expect(route.log()).toContain('settle a from row 1');
    });

    it('asks an officer about a call that may have acted, and ends by their word', async () => {
      const { route, end } = await begin(() => down());
      await route.saw('record a waiting-for-agency');
      end();
      await route.shows({ StuckReason: 'outcome-unknown' });
      await route.update('resolve', { step: 'a', instance: 0, decision: 'row 1' });
      await route.outcome();

      expect(route.log()).toContain('settle a from row 1');
      expect(route.log().at(-1)).toBe(closed);
    });

    it('leaves with its officer what was stuck already, who may have it tried again', async () => {
      let tries = 0;
      const { route, end } = await begin(() =>
        ++tries === 1 ? { is: 'stuck', reason: 'outcome-unknown' } : done(),
      );
      await route.shows({ StuckReason: 'outcome-unknown' });
      end();
      await wait(500);
      await route.update('retry', { step: 'a' });
      await route.outcome();

      expect(tries).toBe(2);
      expect(route.log().at(-1)).toBe(closed);
    });

    it('asks nobody any more to mend a refusal', async () => {
      const full = () => refused('full');
      const { route, end } = await begin(() => ({ is: 'accepted' }), full);
      await route.shows({ WaitingOn: 'registry' });
      end();
      await wait(500);
      await route.handle.signal(message.agencyAnswered, answered);
      await route.outcome();

      expect(route.log().filter((line) => line.includes('waiting-for-person'))).toEqual([]);
    });
  });
});
