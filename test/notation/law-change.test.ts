import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { obstacleInWords } from '../../notation/law-change-in-words.ts';
import { lawChange, type RouteStanding, standingOf } from '../../notation/law-change.ts';
import { graph, undo } from '../engine/support/graph.ts';

const standing = (steps: RouteStanding['steps'], ending: RouteStanding['ending'] = null): RouteStanding => ({
  ending,
  steps,
});

const later = (text: string, over: Record<string, Partial<CompiledStep>> = {}): CompiledRoute => ({
  ...graph(text, over),
  version: '2026-07-01',
});

/** Why the route must not move; an empty list where it may. */
function obstacles(from: CompiledRoute, to: CompiledRoute, stands: RouteStanding): string[] {
  const change = lawChange(from, to, stands);
  return change.moves ? [] : change.because.map(obstacleInWords);
}

/** What becomes of a route that moves. Throws where it must not. */
function moveOf(from: CompiledRoute, to: CompiledRoute, stands: RouteStanding) {
  const change = lawChange(from, to, stands);
  if (!change.moves) throw new Error(change.because.map(obstacleInWords).join('; '));
  return change;
}

describe('a route whose law changed', () => {
  it('goes on by the new version with what it has not begun, and as it was with what it has', () => {
    const from = graph('a-b b-c c-x', { a: { undo }, b: { within: '3 days' } });
    const to = later('a-b b-d d-c', { a: { undo }, b: { within: '1 day' }, c: { input: { new: true } } });
    const move = moveOf(from, to, standing({ a: 'done', b: 'open' }));

    expect(move).toMatchObject({ added: ['d'], dropped: ['x'], kept: [], rewired: ['c'], asBegun: ['b'] });
    expect(move.route.version).toBe('2026-07-01');
    expect(Object.keys(move.route.steps)).toEqual(['a', 'b', 'd', 'c']);
    expect(move.route.steps['a']?.undo).toEqual(undo);
    expect(move.route.steps['b']?.within).toBe('3 days');
    expect(move.route.steps['c']?.input).toEqual({ new: true });
  });

  it('keeps what was done and is asked for no more, with its undo and in its place', () => {
    const from = graph('a-b b-c', { b: { undo } });
    const move = moveOf(from, later('a-c'), standing({ a: 'done', b: 'done' }));

    expect(move.kept).toEqual(['b']);
    expect(Object.keys(move.route.steps)).toEqual(['a', 'b', 'c']);
    expect(move.route.steps['b']?.undo).toEqual(undo);
  });

  it('keeps a first step that is asked for no more in front', () => {
    const move = moveOf(graph('a-b'), later('b'), standing({ a: 'done' }));

    expect(Object.keys(move.route.steps)).toEqual(['a', 'b']);
  });

  it('leaves what was refused or left out as it ended', () => {
    const from = graph('a b c', { a: { when: { present: 'event.x' } } });
    const move = moveOf(from, later('a b-c'), standing({ a: 'skipped', b: 'refused' }));

    expect(move.asBegun).toEqual(['a']);
    expect(move.route.steps['a']?.when).toEqual({ present: 'event.x' });
  });

  it('may move before anything has begun', () => {
    expect(moveOf(graph('a-b'), later('c'), standing({})).route.steps).toEqual(later('c').steps);
  });

  it('does not mind the order in which fields are written, nor titles', () => {
    const from = graph('a-b', { a: { input: { x: 1, y: 2 } } });
    const to = later('a-b', { a: { input: { y: 2, x: 1 }, title: 'Otherwise' } });

    expect(moveOf(from, to, standing({ a: 'open' })).asBegun).toEqual([]);
  });
});

describe('a route must not move', () => {
  const from = graph('a-b');

  it.each([
    ['withdrawn', 'the route was withdrawn'],
    ['refused', 'an essential step was refused: the route is at its end'],
    ['death', 'a person died: the route is at its end'],
    ['closing', 'every step has met its end: the route is closing'],
  ] as const)('when its end is decided: %s', (ending, words) => {
    expect(obstacles(from, later('a-b-c'), standing({}, ending))).toEqual([words]);
  });

  it('to its own version, to an earlier one, or to another life event', () => {
    expect(obstacles(from, from, standing({}))).toEqual(['it goes by this version or a later one already']);
    expect(obstacles(later('a'), from, standing({}))).toEqual([
      'it goes by this version or a later one already',
    ]);
    expect(obstacles(from, { ...later('a'), id: 'another' }, standing({}))).toEqual([
      'it is a route of another life event',
    ]);
  });

  it('while a step is under way that the new version does not have', () => {
    expect(obstacles(from, later('b'), standing({ a: 'open' }))).toEqual([
      'a is under way, and the new version does not have it',
    ]);
  });

  it('while a step is under way whose new form could not go on with what it has used', () => {
    const to = later('a-b', { a: { service: 'registry.other', input: { x: 1 }, within: '1 day' } });

    expect(obstacles(from, to, standing({ a: 'open' }))).toEqual([
      'a is under way, and differs in the new version in service, input',
    ]);
  });

  it('while a step is under way that by the new version could not have begun yet', () => {
    expect(obstacles(graph('a b'), later('b-a'), standing({ a: 'open', b: 'open' }))).toEqual([
      'a is under way, and differs in the new version in needs',
    ]);
    expect(obstacles(graph('a b'), later('b-a'), standing({ a: 'open', b: 'done' }))).toEqual([]);
  });

  it('when a step that was done is another act by the new version', () => {
    const to = later('a-b', { a: { service: 'tax.act', input: { x: 1 } } });

    expect(obstacles(from, to, standing({ a: 'done' }))).toEqual([
      'a was done, and is another act in the new version: service',
    ]);
  });

  it('when what a step is done for, one by one, is another list', () => {
    const each = graph('a-b', { a: { each: { event: 'founders' } } });
    const to = later('a-b', { a: { each: { event: 'owners' } } });

    expect(obstacles(each, to, standing({ a: 'done' }))).toEqual([
      'a was done, and is another act in the new version: each',
    ]);
  });

  it('when new conditions ask more of an answer than was kept of it', () => {
    const to = later('a-b', { a: { tells: { values: ['amount'], present: [] } } });
    const words =
      'the conditions of the new version read more of the answer of a than was picked when it came';

    expect(obstacles(from, to, standing({ a: 'done' }))).toEqual([words]);
    expect(obstacles(from, to, standing({ a: 'open' }))).toEqual([words]);
    expect(obstacles(from, to, standing({}))).toEqual([]);
    expect(
      obstacles(
        graph('a-b', { a: { tells: { values: ['amount'], present: [] } } }),
        to,
        standing({ a: 'done' }),
      ),
    ).toEqual([]);
  });

  it('when what follows an answer for each of them asks more of it than was kept', () => {
    const follower = (values: string[]) => ({ each: { step: 'a' }, asksItem: { values, present: [] } });
    const list = { a: { each: { event: 'founders' } } };

    expect(
      obstacles(
        graph('a-b', { ...list, b: follower([]) }),
        later('a-b', { ...list, b: follower(['abroad']) }),
        standing({ a: 'open' }),
      ),
    ).toHaveLength(1);
  });

  it('when a step that was left out is one that others cannot do without now', () => {
    const left = graph('a-b', { a: { when: { present: 'event.x' } } });
    const reads = (input: CompiledStep['input']) => later('a-b', { b: { input } });
    const words = 'a ended without an answer, which a step of the new version cannot do without';

    expect(obstacles(left, reads({ x: { from: 'a.x' } }), standing({ a: 'skipped' }))).toEqual([words]);
    expect(
      obstacles(left, reads({ x: { from: 'a.x', fallback: null } }), standing({ a: 'skipped' })),
    ).toEqual([]);
    expect(obstacles(left, reads({ x: { from: 'a.x' } }), standing({ a: 'skipped', b: 'skipped' }))).toEqual(
      [],
    );
  });
});

describe('a step done for each element of a list', () => {
  it('is under way while one of them is, and has acted when one of them has', () => {
    expect(standingOf(['done', 'waiting-for-person'])).toBe('open');
    expect(standingOf(['skipped', 'done', 'refused'])).toBe('done');
    expect(standingOf(['skipped', 'refused'])).toBe('refused');
    expect(standingOf(['skipped'])).toBe('skipped');
    expect(standingOf([])).toBe('done');
  });
});
