import type { Performed } from '../../temporal/messages.ts';
import type { UpdateResult } from '../../temporal/route-messages.ts';
import { rejection } from '../../temporal/route-messages.ts';
import { graph, undo } from '../engine/support/graph.ts';
import { refusalOf } from './support/refusal.ts';
import { createRig } from './support/create-rig.ts';
import type { Rig } from './support/rig.ts';
import { done, refused } from './support/town.ts';

/** What the Temporal UI asks of a workflow. */
interface Metadata {
  readonly currentDetails: string;
  readonly definition: { readonly updateDefinitions: readonly { name: string; description: string }[] };
}

const broken = { is: 'stuck', reason: 'contract-broken' } as const;
const a = { step: 'a' };

describe('what officers decide', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(() => rig.end());

  it.concurrent('says that a step is stuck and why, while other branches go on', async () => {
    const birth = await rig.begin({ route: graph('a b-c'), perform: { a: () => broken } });
    await birth.shows({ RouteHealth: 'stuck', NeedsHuman: true, StuckReason: 'contract-broken' });
    await birth.saw('quick c');
    expect(birth.log()).toEqual(
      expect.arrayContaining(['quick c', 'open a', 'record a stuck contract-broken']),
    );
    const { events } = await birth.handle.fetchHistory();
    const summaries = JSON.stringify(
      (events ?? []).map((event) => String(event.userMetadata?.summary?.data ?? '')),
    );
    await birth.update('skip', a);

    expect(summaries).toContain('Stuck: Step a, contract broken');
    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent(
    'shows a checklist with the call that moves a stuck step, and what may be sent by hand',
    async () => {
      const birth = await rig.begin({ route: graph('a b'), perform: { a: () => broken } });
      await birth.shows({ RouteHealth: 'stuck' });
      const metadata = await birth.handle.query<Metadata>('__temporal_workflow_metadata');
      await birth.update('skip', a);
      await birth.outcome();
      const retry = metadata.definition.updateDefinitions.find(({ name }) => name === 'retry');

      expect(metadata.currentDetails).toContain(
        `- [ ] Step a: **stuck, contract broken**. \`POST /v1/routes/${birth.id}/steps/a/retry\``,
      );
      expect(metadata.currentDetails).toContain('- [x] Step b');
      expect(retry?.description).toContain('May be sent by hand: {"step": "clinic"}');
    },
  );

  it.concurrent('tries a stuck step again under the same epoch', async () => {
    const perform = { a: (_: unknown, count: number) => (count === 1 ? broken : done()) };
    const birth = await rig.begin({ route: graph('a-b'), perform });
    await birth.shows({ RouteHealth: 'stuck' });
    const result = await birth.update<UpdateResult>('retry', { ...a, decision: 'row 1' });

    expect(result.status).toBe('in-progress');
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toEqual([
      'quick a',
      'open a',
      'record a stuck contract-broken',
      'record a in-progress row 1',
      'quick a',
      'quick b',
      'close complete',
    ]);
  });

  it.concurrent('can be stuck again after a retry', async () => {
    const perform = { a: (_: unknown, count: number) => (count < 3 ? broken : done()) };
    const birth = await rig.begin({ route: graph('a'), perform });
    await birth.shows({ RouteHealth: 'stuck' });
    await birth.update('retry', a);
    await birth.shows({ RouteHealth: 'stuck' });
    await birth.update('retry', a);

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('leaves a stuck step out where others can do without it', async () => {
    const birth = await rig.begin({ route: graph('a-b'), perform: { a: () => broken } });
    await birth.shows({ RouteHealth: 'stuck' });
    const result = await birth.update<UpdateResult>('skip', { ...a, decision: 'row 1' });

    expect(result.status).toBe('skipped');
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('record a skipped officer row 1');
  });

  it.concurrent('refuses to leave out what others need', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { skippable: false } }),
      perform: { a: () => broken },
    });
    await birth.shows({ RouteHealth: 'stuck' });

    expect(await refusalOf(birth.update('skip', a))).toBe(rejection.notSkippable);
    await birth.update('resolve', { step: 'a', instance: 0, decision: 'row 1' });
    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('takes an answer that an officer gives in the place of the agency', async () => {
    const birth = await rig.begin({ route: graph('a-b'), perform: { a: () => broken } });
    await birth.shows({ RouteHealth: 'stuck' });
    const result = await birth.update<UpdateResult>('resolve', { step: 'a', instance: 0, decision: 'row 1' });

    expect(result.status).toBe('done');
    expect(await birth.outcome()).toBe('complete');
    expect(birth.log()).toContain('settle a from row 1');
  });

  it.concurrent('stays stuck when the stored answer does not fit', async () => {
    const birth = await rig.begin({
      route: graph('a'),
      perform: { a: () => broken },
      settle: ({ from }) => ('decision' in from && from.decision === 'bad' ? broken : done()),
    });
    await birth.shows({ RouteHealth: 'stuck' });
    const result = await birth.update<UpdateResult>('resolve', { step: 'a', instance: 0, decision: 'bad' });
    expect(result.status).toBe('stuck');
    await birth.update('resolve', { step: 'a', instance: 0, decision: 'good' });

    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('takes one decision of two that come together', async () => {
    const birth = await rig.begin({
      route: graph('a', { a: { pace: 'ordinary' } }),
      perform: { a: (_, count) => (count === 1 ? broken : done()) },
    });
    await birth.shows({ RouteHealth: 'stuck' });
    const both = await Promise.allSettled([birth.update('retry', a), birth.update('skip', a)]);

    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent('refuses decisions on a step that is not stuck, and one sent wrongly by hand', async () => {
    const birth = await rig.begin({
      route: graph('a b', { b: { kind: 'task', by: 'applicant' } }),
      perform: { a: () => broken },
    });
    await birth.shows({ RouteHealth: 'stuck' });

    expect(await refusalOf(birth.update('retry', { step: 'b' }))).toBe(rejection.notStuck);
    expect(await refusalOf(birth.update('retry', { step: 'x' }))).toBe(rejection.unknownStep);
    expect(await refusalOf(birth.update('retry', {}))).toBe(rejection.unknownStep);
    expect(await refusalOf(birth.update('retry', { step: 'a', instance: 5 }))).toBe(rejection.notStuck);
    await birth.update('skip', a);
    await birth.update('answerTask', {
      step: 'b',
      instance: 0,
      task: 'task b/0',
      answer: 'row',
      declined: false,
    });
    expect(await birth.outcome()).toBe('complete');
  });

  it.concurrent(
    'asks an officer what became of a call that must not be sent twice and timed out',
    async () => {
      const late = Promise.withResolvers<Performed>();
      const birth = await rig.begin({
        route: graph('a', { a: { pace: 'ordinary', repeat: 'never', timeoutMs: 1 } }),
        perform: { a: () => late.promise },
      });
      await birth.shows({ StuckReason: 'outcome-unknown' });
      late.resolve(done());
      await birth.update('skip', a);

      expect(await birth.outcome()).toBe('complete');
      expect(birth.log().filter((line) => line === 'ordinary a')).toHaveLength(1);
    },
  );

  it.concurrent('asks an officer when an act cannot be taken back, until it can', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: { undo }, b: { essential: true } }),
      perform: { b: () => refused() },
      undo: (_, count) => (count < 3 ? broken : done()),
    });
    await birth.shows({ RouteHealth: 'stuck', StuckReason: 'undo-failed' });
    await birth.update('retry', a);
    await birth.shows({ RouteHealth: 'stuck', StuckReason: 'undo-failed' });
    await birth.update('retry', a);

    expect(await birth.outcome()).toBe('refused');
    expect(birth.log().filter((line) => line === 'take back a')).toHaveLength(3);
  });

  it.concurrent('takes the word of an officer that an act was taken back by other means', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: { undo }, b: { essential: true } }),
      perform: { b: () => refused() },
      undo: () => broken,
      settle: () => ({ ...done(), undo: true }),
    });
    await birth.shows({ RouteHealth: 'stuck', StuckReason: 'undo-failed' });
    const result = await birth.update<UpdateResult>('resolve', { step: 'a', instance: 0, decision: 'row 1' });

    expect(result.status).toBe('undone');
    expect(await birth.outcome()).toBe('refused');
    expect(birth.log().filter((line) => line === 'take back a')).toHaveLength(1);
    const metadata = await birth.handle.query<Metadata>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('- Step a: undone');
  });

  it.concurrent('leaves an act standing that an officer says to leave', async () => {
    const birth = await rig.begin({
      route: graph('a-b', { a: { undo, essential: true }, b: { essential: true } }),
      perform: { b: () => refused() },
      undo: () => broken,
    });
    await birth.shows({ RouteHealth: 'stuck' });
    const result = await birth.update<UpdateResult>('skip', { ...a, decision: 'row 1' });

    expect(result.status).toBe('done');
    expect(await birth.outcome()).toBe('refused');
    expect(birth.log()).toContain('record a done undo-given-up row 1');
    const metadata = await birth.handle.query<Metadata>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('- [x] Step a, taking back given up');
  });
});
