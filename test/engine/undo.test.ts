import { undoInstance } from '../../workflows/engine/settle.ts';
import { undoOrder } from '../../workflows/engine/undo.ts';
import { begin, endsOf, nameOf, refused } from './support/actor.ts';
import { graph, undo } from './support/graph.ts';

describe('taking back', () => {
  it('goes backwards through what was begun', async () => {
    const { actor, state } = begin(graph('a-b', { a: { undo }, b: { undo } }));
    await actor.end('a');
    await actor.end('b');

    expect(undoOrder(state).map(nameOf)).toEqual(['b', 'a']);
  });

  it('includes a call whose end is not known, because it may have acted', () => {
    const { state } = begin(graph('a', { a: { undo } }));

    expect(undoOrder(state).map(nameOf)).toEqual(['a']);
  });

  it('leaves out what was refused: it never happened', async () => {
    const { actor, state } = begin(graph('a', { a: { undo } }));
    await actor.end('a', refused());

    expect(undoOrder(state)).toEqual([]);
  });

  it('includes a step that an officer skipped, because its outcome was unknown', async () => {
    const { actor, state } = begin(graph('a', { a: { undo } }));
    Object.assign(state.steps['a']?.instances?.[0] ?? {}, { sent: true });
    await actor.end('a', { is: 'skipped', because: 'officer' });

    expect(undoOrder(state).map(nameOf)).toEqual(['a']);
  });

  it('leaves out a step that was skipped before anything was sent', async () => {
    const { actor, state } = begin(graph('a', { a: { undo } }));
    await actor.end('a', { is: 'skipped', because: 'withdrawn' });

    expect(undoOrder(state)).toEqual([]);
  });

  it('takes back each act once', async () => {
    const { actor, state } = begin(graph('a b', { a: { undo }, b: { undo } }));
    await actor.end('a');
    await actor.end('b');
    undoInstance(state, { step: 'b', instance: 0 });

    expect(undoOrder(state).map(nameOf)).toEqual(['a']);
    expect(endsOf(state)).toBe('a:done b:undone');
  });
});
