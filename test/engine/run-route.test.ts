import { done as stepDone, is, not, refused as stepRefused } from '../../notation/conditions.ts';
import { outcomeOf } from '../../workflows/engine/outcome.ts';
import { newRoute } from '../../workflows/engine/route-state.ts';
import { runRoute } from '../../workflows/engine/run-route.ts';
import { begin, done, endsOf, refused, runThrough } from './support/actor.ts';
import { graph } from './support/graph.ts';

describe('the order of steps', () => {
  it('starts a step the moment its own needs are settled, without waiting for others of the same level', async () => {
    const { actor } = begin(graph('a-b c-d'));
    await actor.end('a');

    expect(actor.started).toEqual(['a', 'c', 'b']);
  });

  it('waits for all needs of a step', async () => {
    const { actor } = begin(graph('a-c b-c'));
    await actor.end('a');
    expect(actor.running()).toEqual(['b']);
    await actor.end('b');

    expect(actor.running()).toEqual(['c']);
  });

  it('starts what becomes ready together in the order of the definition', async () => {
    const { started } = await runThrough(graph('a-d a-c a-b'));

    expect(started).toEqual(['a', 'd', 'c', 'b']);
  });

  it('reads the definition that governs when a step settles, not the one it began with', async () => {
    const { actor, state } = begin(graph('tax allowance'));
    state.definition = graph('tax allowance tax-passport');
    await actor.end('allowance');
    expect(actor.started).toEqual(['tax', 'allowance']);
    await actor.end('tax');

    expect(actor.started).toEqual(['tax', 'allowance', 'passport']);
  });

  it('ends at once when there is nothing to do', async () => {
    const { state } = await runThrough(graph(''));

    expect(outcomeOf(state)).toBe('complete');
  });

  it('names a fault of ours when needs are circular', async () => {
    await expect(runThrough(graph('a-b b-a'))).rejects.toThrow('circular');
  });

  it('ends with the fault when a step fails for a fault of ours', async () => {
    const state = newRoute(graph('a'), { facts: {}, items: {} });
    const perform = () => Promise.reject(new Error('a bug'));
    const ignore = () => undefined;
    const run = runRoute(state, { perform, passedOver: ignore, halted: ignore, advanced: ignore });

    await expect(run.ended).rejects.toThrow('a bug');
  });
});

describe('conditions', () => {
  it('skips a step whose condition is unmet, and goes on with what follows', async () => {
    const route = graph('a-b b-c', { b: { when: is('a.needed', true) } });
    const { state, left } = await runThrough(route, { a: done({ 'a.needed': false }) });

    expect(endsOf(state)).toBe('a:done b:skipped c:done');
    expect(left).toEqual([
      { step: 'b', instance: 0, epoch: 1, to: { status: 'skipped', because: 'condition' } },
    ]);
  });

  it('judges conditions on the event and on answers', async () => {
    const route = graph('a-b a-c', {
      b: { when: is('event.multiple', true) },
      c: { when: is('a.ok', true) },
    });
    const { state } = await runThrough(
      route,
      { a: done({ 'a.ok': true }) },
      { facts: { 'event.multiple': true }, items: {} },
    );

    expect(endsOf(state)).toBe('a:done b:done c:done');
  });

  it('counts a route with skipped steps as complete', async () => {
    const { state } = await runThrough(graph('a', { a: { when: is('event.never', true) } }));

    expect(outcomeOf(state)).toBe('complete');
  });
});

describe('refusals', () => {
  it('passes over what needs a refused step, and what needs that in turn', async () => {
    const { state, left } = await runThrough(graph('a-b b-c d'), { a: refused() });

    expect(endsOf(state)).toBe('a:refused b:skipped c:skipped d:done');
    expect(left.map((change) => change.to)).toEqual([
      { status: 'skipped', because: 'refused-need' },
      { status: 'skipped', because: 'refused-need' },
    ]);
    expect(outcomeOf(state)).toBe('partial');
  });

  it('starts a step that names the refusal in its condition', async () => {
    const { state } = await runThrough(graph('a-b', { b: { when: stepRefused('a') } }), { a: refused() });

    expect(endsOf(state)).toBe('a:refused b:done');
  });

  it('takes a step that could not start because of a refusal for refused in conditions', async () => {
    const { state } = await runThrough(graph('a-b b-c', { c: { when: stepRefused('b') } }), { a: refused() });

    expect(endsOf(state)).toBe('a:refused b:skipped c:done');
  });

  it('does not start the step for the refused case when nothing was refused', async () => {
    const { state } = await runThrough(graph('a-b', { b: { when: stepRefused('a') } }));

    expect(endsOf(state)).toBe('a:done b:skipped');
  });

  it('passes over a step that names only one of two refusals', async () => {
    const route = graph('a-c b-c', { c: { when: stepRefused('a') } });
    const { state } = await runThrough(route, { a: refused(), b: refused() });

    expect(endsOf(state)).toBe('a:refused c:skipped b:refused');
  });

  it('lets a step that asks for the opposite of a refusal be skipped by its own condition', async () => {
    const route = graph('a-b b-c', { b: { when: not(stepRefused('a')) }, c: { when: not(stepDone('b')) } });
    const { state } = await runThrough(route, { a: refused() });

    expect(endsOf(state)).toBe('a:refused b:skipped c:done');
  });
});

describe('essential steps', () => {
  it('starts nothing new once an essential step is refused, and lets running calls end', async () => {
    const { actor, run, state } = begin(graph('a-x b-c', { a: { essential: true } }));
    let isOver = false;
    void run.ended.then(() => (isOver = true));
    await actor.end('a', refused());
    expect(actor.halts).toBe(1);
    expect(isOver).toBe(false);
    await actor.end('b');

    expect(actor.started).toEqual(['a', 'b']);
    expect(isOver).toBe(true);
    expect(outcomeOf(state)).toBe('refused');
  });

  it('refuses the route when an essential step cannot start because a needed one was refused', async () => {
    const { state } = await runThrough(graph('a-b', { b: { essential: true } }), { a: refused() });

    expect(outcomeOf(state)).toBe('refused');
  });

  it('does not refuse the route when the condition of an essential step is unmet', async () => {
    const route = graph('a', { a: { essential: true, when: is('event.never', true) } });
    const { state } = await runThrough(route);

    expect(outcomeOf(state)).toBe('complete');
  });

  it('starts nothing new when somebody has died, and counts the route as withdrawn', async () => {
    const { state } = await runThrough(graph('a-b'), { a: { is: 'stopped', because: 'death' } });

    expect(endsOf(state)).toBe('a:skipped b:open');
    expect(state.steps['a']?.because).toBe('person-dead');
    expect(outcomeOf(state)).toBe('withdrawn');
  });
});
