import { begin, endsOf } from './support/actor.ts';
import { graph } from './support/graph.ts';

describe('a step that is only of use until another one ends', () => {
  const route = graph('a-warn a-b b-register', { warn: { until: 'register' } });

  it('begins like any other while that one is open', async () => {
    const { actor } = begin(route);
    await actor.end('a');

    expect(actor.running()).toEqual(['warn', 'b']);
  });

  it('is passed over where that one ended before it could begin', async () => {
    const { actor, run, state } = begin(graph('a-warn register', { warn: { until: 'register' } }));
    await actor.end('register');
    await actor.end('a');
    await run.ended;

    expect(endsOf(state)).toBe('a:done warn:skipped register:done');
    expect(actor.left).toEqual([
      { step: 'warn', instance: 0, epoch: 1, to: { status: 'skipped', because: 'condition' } },
    ]);
  });
});
