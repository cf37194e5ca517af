import { is, refused as stepRefused } from '../../notation/conditions.ts';
import { outcomeOf } from '../../workflows/engine/outcome.ts';
import { begin, done, endsOf, refused, runThrough } from './support/actor.ts';
import { graph } from './support/graph.ts';

const founders = (count: number) => ({
  facts: {},
  items: { ask: Array.from({ length: count }, () => ({})) },
});
const everyFounder = { each: { event: 'founders' } } as const;

describe('a step for each element of a list', () => {
  it('carries out all elements at the same time', async () => {
    const { actor } = begin(graph('ask-go', { ask: everyFounder }), founders(3));
    expect(actor.running()).toEqual(['ask', 'ask.1', 'ask.2']);
    await actor.end('ask.1');
    await actor.end('ask');
    expect(actor.started).not.toContain('go');
    await actor.end('ask.2');

    expect(actor.running()).toEqual(['go']);
  });

  it('is done at once when the list is empty, and says so to the read model', async () => {
    const { state, left } = await runThrough(graph('ask-go', { ask: everyFounder }), {}, founders(0));

    expect(endsOf(state)).toBe('ask:done go:done');
    expect(left).toEqual([{ step: 'ask', instance: 0, epoch: 1, to: { status: 'done' } }]);
  });

  it('is refused by one refusal, once the others are settled', async () => {
    const { actor, state } = begin(graph('ask-go', { ask: everyFounder }), founders(2));
    await actor.end('ask', refused());
    expect(state.steps['ask']?.end).toBeNull();
    await actor.end('ask.1');

    expect(endsOf(state)).toBe('ask:refused go:skipped');
  });

  it('is refused at once by one refusal when it is essential', async () => {
    const { actor, state } = begin(
      graph('ask-go', { ask: { ...everyFounder, essential: true } }),
      founders(2),
    );
    await actor.end('ask', refused());

    expect(state.steps['ask']?.end).toBe('refused');
    expect(outcomeOf(state)).toBe('refused');
  });

  it('decides a condition on the element for each element by itself', async () => {
    const route = graph('ask', {
      ask: {
        ...everyFounder,
        when: is('item.adult', true),
        asksItem: { values: ['adult'], present: [] },
      },
    });
    const { state, started, left } = await runThrough(
      route,
      {},
      { facts: {}, items: { ask: [{ 'item.adult': true }, { 'item.adult': false }] } },
    );

    expect(started).toEqual(['ask']);
    expect(left).toEqual([
      { step: 'ask', instance: 1, epoch: 1, to: { status: 'skipped', because: 'condition' } },
    ]);
    expect(state.steps['ask']?.end).toBe('done');
  });

  it('takes up the answers of another such step in the same order', async () => {
    const route = graph('ask-sign', {
      ask: everyFounder,
      sign: {
        each: { step: 'ask' },
        when: is('item.able', true),
        asksItem: { values: ['able'], present: [] },
      },
    });
    const { started } = await runThrough(
      route,
      { ask: done({ 'item.able': false }), 'ask.1': done({ 'item.able': true }) },
      founders(2),
    );

    expect(started).toEqual(['ask', 'ask.1', 'sign.1']);
  });

  it('gives a refused element no answer to take up', async () => {
    const route = graph('ask-sign', {
      ask: everyFounder,
      sign: {
        each: { step: 'ask' },
        when: { all: [{ any: [stepRefused('ask'), { done: 'ask' }] }, is('item.able', true)] },
        asksItem: { values: ['able'], present: [] },
      },
    });
    const { started } = await runThrough(
      route,
      { ask: refused(), 'ask.1': done({ 'item.able': true }) },
      founders(2),
    );

    expect(started).toEqual(['ask', 'ask.1', 'sign.1']);
  });

  it('leaves a whole list out with an entry for each element', async () => {
    const route = graph('a-ask', { ask: everyFounder });
    const { left } = await runThrough(route, { a: refused() }, founders(2));

    expect(left.map(({ instance }) => instance)).toEqual([0, 1]);
  });

  describe('where one of the people is dead', () => {
    const dead = { is: 'skipped', because: 'person-dead' } as const;

    it('leaves out what is sent to them, and goes on with everybody else', async () => {
      const { state, started } = await runThrough(
        graph('ask-go', { ask: everyFounder }),
        { 'ask.1': dead },
        founders(3),
      );

      expect(started).toEqual(['ask', 'ask.1', 'ask.2', 'go']);
      expect(state.steps['ask']?.instances?.map(({ status, because }) => because ?? status)).toEqual([
        'done',
        'person-dead',
        'done',
      ]);
      expect(endsOf(state)).toBe('ask:done go:done');
      expect(outcomeOf(state)).toBe('complete');
    });

    it('leaves out too what another step would do for them alone', async () => {
      const { started, left } = await runThrough(
        graph('ask-send', { ask: everyFounder, send: { each: { step: 'ask' } } }),
        { ask: dead },
        founders(2),
      );

      expect(started).toEqual(['ask', 'ask.1', 'send.1']);
      expect(left).toEqual([
        { step: 'send', instance: 0, epoch: 1, to: { status: 'skipped', because: 'person-dead' } },
      ]);
    });

    it('is left out as a whole where nobody of them lives', async () => {
      const { state } = await runThrough(
        graph('ask-go', { ask: everyFounder }),
        { ask: dead, 'ask.1': dead },
        founders(2),
      );

      expect(state.steps['ask']).toMatchObject({ end: 'skipped', because: 'person-dead' });
      expect(endsOf(state)).toBe('ask:skipped go:done');
    });
  });
});
