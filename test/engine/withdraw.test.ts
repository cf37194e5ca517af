import type { CompiledStep } from '../../notation/compiled-route.ts';
import { from } from '../../notation/references.ts';
import { outcomeOf } from '../../workflows/engine/outcome.ts';
import { type RouteState, stepState } from '../../workflows/engine/route-state.ts';
import { planWithdrawal, withdraw } from '../../workflows/engine/withdraw.ts';
import { begin, endsOf, nameOf, refused } from './support/actor.ts';
import { graph, undo } from './support/graph.ts';

/** What a withdrawal would do to each step, e.g. `a:undone/declares-undo`. */
const planned = (state: RouteState, steps?: readonly string[]): string =>
  planWithdrawal(state, steps)
    .map((item) => `${nameOf(item)}:${item.then}/${item.because}`)
    .join(' ');

const change = (state: RouteState, id: string, over: object): void => {
  Object.assign(stepState(state, id).instances?.[0] ?? {}, over);
};

describe('withdrawing a route', () => {
  it('stops what has not begun and rests on consent', () => {
    const { state, run } = begin(graph('a-b', { a: { basis: 'law' } }));
    const { changes } = withdraw(state);
    run.advance();

    expect(changes).toEqual([
      { step: 'b', instance: 0, epoch: 1, to: { status: 'skipped', because: 'withdrawn' } },
    ]);
    expect(endsOf(state)).toBe('a:open b:skipped');
  });

  it('lets what rests on law go on', () => {
    const { state } = begin(graph('a-b', { a: { basis: 'law' }, b: { basis: 'law' } }));

    expect(planned(state)).toBe('a:stays/rests-on-law b:stays/rests-on-law');
  });

  it('takes back done acts that declare how, and lets others stand', async () => {
    const { state, actor } = begin(graph('a b', { a: { undo } }));
    await actor.end('a');
    await actor.end('b');

    expect(planned(state)).toBe('a:undone/declares-undo b:stays/no-undo');
    expect(withdraw(state).takeBack.map(nameOf)).toEqual(['a']);
  });

  it('lets stand what a step that rests on law still needs', async () => {
    const { state, actor } = begin(
      graph('a-b b-c', { a: { undo }, b: { basis: 'law' }, c: { basis: 'law' } }),
    );
    await actor.end('a');

    expect(planned(state)).toBe('a:stays/rests-on-law b:stays/rests-on-law c:stays/rests-on-law');
  });

  it('lets stand what an essential act rests on that is done for good', async () => {
    const { state, actor } = begin(graph('a-b b-c', { a: { undo }, b: { essential: true } }));
    await actor.end('a');
    await actor.end('b');

    expect(planned(state)).toBe('a:stays/rests-on-law b:stays/no-undo c:undone/in-progress');
  });

  it('stops a step that rests on law when it cannot act without an answer that will never come', () => {
    const { state } = begin(graph('a-b', { b: { basis: 'law', input: { number: from('a.number') } } }));

    expect(planned(state)).toBe('a:undone/in-progress b:undone/not-begun');
  });

  it('lets such a step go on where it has something to fall back on', () => {
    const { state } = begin(
      graph('a-b', { b: { basis: 'law', input: { number: from('a.number', 'none') } } }),
    );

    expect(planned(state)).toBe('a:undone/in-progress b:stays/rests-on-law');
  });

  it('says of refused and skipped steps that they ended without effect', async () => {
    const { state, actor } = begin(graph('a-b'));
    await actor.end('a', refused());

    expect(planned(state)).toBe('a:stays/ended-without-effect b:stays/ended-without-effect');
  });

  it('stops an open task', () => {
    const { state } = begin(graph('a', { a: { kind: 'task', by: 'applicant', undo } }));
    change(state, 'a', { status: 'waiting-for-person', sent: true });

    expect(planned(state)).toBe('a:undone/in-progress');
    expect(withdraw(state).stop.map(nameOf)).toEqual(['a']);
  });

  it('drops the mending of a refusal: nothing was done', () => {
    const { state } = begin(graph('a'));
    change(state, 'a', { status: 'waiting-for-person', code: 'no', sent: true });

    expect(planned(state)).toBe('a:undone/ended-without-effect');
  });

  it.each([
    ['takes back a call that is under way where it can be', { over: { undo } }, 'a:undone/declares-undo'],
    ['asks an officer about a call that may have acted', {}, 'a:needs-person/in-progress'],
    ['lets an agency that answers later go on', { now: { accepted: true } }, 'a:stays/in-progress'],
  ])('%s', (_, { over = {}, now = {} }: { over?: Partial<CompiledStep>; now?: object }, expected) => {
    const { state } = begin(graph('a', { a: over }));
    change(state, 'a', { sent: true, ...now });

    expect(planned(state)).toBe(expected);
  });

  it('leaves a stuck step with the officer who decides on it', () => {
    const { state } = begin(graph('a'));
    change(state, 'a', { sent: true, status: 'stuck', stuck: 'outcome-unknown' });

    expect(planned(state)).toBe('a:needs-person/in-progress');
    expect(withdraw(state).stop).toEqual([]);
  });

  it('counts as withdrawn, whatever the law let go on', async () => {
    const { state, actor } = begin(graph('a', { a: { basis: 'law' } }));
    withdraw(state);
    await actor.end('a');

    expect(outcomeOf(state)).toBe('withdrawn');
  });
});

describe('withdrawing single steps', () => {
  it('concerns these steps and what cannot act without them', async () => {
    const { state, actor } = begin(
      graph('a-b a-c d', { a: { undo }, b: { input: { number: from('a.number') } } }),
    );
    await actor.end('a');
    await actor.end('d');
    state.steps['b'] = { end: null, because: null, instances: null };

    expect(planned(state, ['a'])).toBe('a:undone/declares-undo b:undone/not-begun');
  });

  it('leaves the outcome to the rest', async () => {
    const { state, actor, run } = begin(graph('a b-c'));
    withdraw(state, ['c']);
    run.advance();
    await actor.end('a');
    await actor.end('b');

    expect(endsOf(state)).toBe('a:done b:done c:skipped');
    expect(outcomeOf(state)).toBe('complete');
  });

  it('passes over a step that becomes ready later and needs the answer', async () => {
    const { state, actor, run } = begin(graph('a-b x-b', { b: { input: { number: from('a.number') } } }));
    await actor.end('a', { is: 'skipped', because: 'withdrawn' });
    await actor.end('x');
    run.advance();

    expect(endsOf(state)).toBe('a:skipped b:skipped x:done');
  });
});
