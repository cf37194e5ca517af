import fc from 'fast-check';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { newRoute, type RouteState } from '../../workflows/engine/route-state.ts';
import { type Actor, runRoute } from '../../workflows/engine/run-route.ts';
import type { InstanceEnd } from '../../workflows/engine/settle.ts';
import { judgeLaw, takeLaw } from '../../workflows/engine/take-law.ts';
import { undoOrder } from '../../workflows/engine/undo.ts';
import { planWithdrawal } from '../../workflows/engine/withdraw.ts';
import { begin, done, endsOf, nameOf, refused } from './support/actor.ts';
import { graph, undo } from './support/graph.ts';

const nothing = { facts: {}, items: {} };
const later = (text: string, over: Record<string, Partial<CompiledStep>> = {}): CompiledRoute => ({
  ...graph(text, over),
  version: '2026-07-01',
});

/** Moves a route as the workflow does; false where it must not. */
function move({ state, run }: Pick<ReturnType<typeof begin>, 'state' | 'run'>, to: CompiledRoute): boolean {
  const change = judgeLaw(state, to);
  if (!change.moves) return false;
  run.hold();
  takeLaw(state, change.route, nothing);
  run.release();
  return true;
}

describe('a running route whose law changed', () => {
  it('starts at once what the new version adds and is ready for', async () => {
    const birth = begin(graph('a-b b-c'));
    await birth.actor.end('a');

    expect(move(birth, later('a-b b-c a-d d-c'))).toBe(true);
    expect(birth.actor.running()).toEqual(['b', 'd']);
    await birth.actor.end('b');
    expect(birth.actor.running()).toEqual(['d']);
    await birth.actor.end('d');
    await birth.actor.end('c');
    await birth.run.ended;
    expect(endsOf(birth.state)).toBe('a:done b:done c:done d:done');
  });

  it('starts what waited only for a step that is gone', async () => {
    const company = begin(graph('a b-c c-d'));

    expect(move(company, later('a b-d'))).toBe(true);
    await company.actor.end('b');
    expect(company.actor.running()).toEqual(['a', 'd']);
  });

  it('does not move while a step is under way that is gone', async () => {
    const company = begin(graph('a b-c'));

    expect(move(company, later('a c'))).toBe(false);
    expect(company.state.definition.version).toBe('2026-01-01');
    await company.actor.end('b');
    expect(move(company, later('a c'))).toBe(true);
  });

  it('still takes back what was done and is asked for no more, the last first', async () => {
    const company = begin(graph('a-b b-c c-d', { a: { undo }, b: { undo } }));
    await company.actor.end('a');
    await company.actor.end('b');

    expect(move(company, later('c-e'))).toBe(true);
    expect(undoOrder(company.state).map(nameOf)).toEqual(['b', 'a']);
    expect(planWithdrawal(company.state).map(({ step, then }) => `${step} ${then}`)).toEqual([
      'a undone',
      'b undone',
      'c undone',
      'e undone',
    ]);
  });

  it('does not move once its end is decided', async () => {
    const ended = begin(graph('a'));
    await ended.actor.end('a');
    const failed = begin(graph('a b-c', { b: { essential: true } }));
    await failed.actor.end('b', refused());
    const withdrawn = begin(graph('a-b'));
    withdrawn.state.withdrawn = true;

    expect([ended, failed, withdrawn].map((route) => move(route, later('a-b b-c')))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('begins nothing while the change is being recorded, and loses no end that comes meanwhile', async () => {
    const { state, run, actor } = begin(graph('a-b'));
    run.hold();
    await actor.end('a');
    expect(actor.running()).toEqual([]);
    takeLaw(state, later('a-c'), nothing);
    run.release();

    expect(actor.running()).toEqual(['c']);
  });

  it('reads of the event what the new conditions ask', async () => {
    const { state, run, actor } = begin(graph('a-b'));
    const change = judgeLaw(state, later('a-b', { b: { when: { is: ['event.order', 2] } } }));
    if (!change.moves) throw new Error('The route does not move.');
    takeLaw(state, change.route, { facts: { 'event.order': 2 }, items: { b: [{}] } });
    run.release();
    await actor.end('a');

    expect(actor.running()).toEqual(['b']);
    expect(state.items).toEqual({ b: [{}] });
  });
});

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

interface Version {
  readonly steps: readonly string[];
  readonly needs: readonly (readonly string[])[];
  readonly revocable: readonly string[];
  readonly otherwise: readonly string[];
}

/** Some of the steps, each needing some of those before it in that version's own order. */
const anyVersion: fc.Arbitrary<Version> = fc.record({
  steps: fc.oneof(
    fc.subarray([...letters], { minLength: 5 }),
    fc.shuffledSubarray([...letters], { minLength: 2 }),
  ),
  needs: fc.array(fc.subarray([...letters]), { minLength: letters.length, maxLength: letters.length }),
  revocable: fc.subarray([...letters]),
  otherwise: fc.subarray([...letters], { maxLength: 1 }),
});

function routeOf({ steps, needs, revocable, otherwise }: Version, version: string): CompiledRoute {
  const over = Object.fromEntries(
    steps.map((id, index): [string, Partial<CompiledStep>] => [
      id,
      {
        needs: (needs[index] ?? []).filter((need) => steps.includes(need) && steps.indexOf(need) < index),
        undo: revocable.includes(id) ? undo : null,
        within: otherwise.includes(id) ? '3 days' : null,
        input: otherwise.includes(id) ? { x: version } : {},
      },
    ]),
  );
  return { ...graph(steps.join(' '), over), version };
}

interface Case {
  readonly from: Version;
  readonly to: Version;
  readonly refusing: readonly string[];
  /** After so many steps have ended. */
  readonly movesAfter: number;
  readonly picks: readonly number[];
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  from: anyVersion,
  to: anyVersion,
  refusing: fc.subarray([...letters], { maxLength: 2 }),
  movesAfter: fc.integer({ min: 1, max: 5 }),
  picks: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
});

interface Tale {
  state: RouteState;
  readonly events: string[];
  moved: boolean;
}

/** Carries a route through a change of law; `reload` has it go on from its state as JSON, as after a crash. */
async function tell(one: Case, reload: boolean): Promise<Tale> {
  const { from, to, movesAfter } = one;
  const tale: Tale = { state: newRoute(routeOf(from, '2026-01-01'), nothing), events: [], moved: false };
  await carryOn(one, tale, movesAfter);
  const change = judgeLaw(tale.state, routeOf(to, '2026-07-01'));
  tale.moved = change.moves;
  if (change.moves) {
    takeLaw(tale.state, change.route, nothing);
    tale.events.push('move');
  }
  if (reload) tale.state = JSON.parse(JSON.stringify(tale.state)) as RouteState;
  await carryOn(one, tale, Infinity);
  return tale;
}

/** Ends so many steps, in the order of the picks; those under way already are performed on. */
async function carryOn({ refusing, picks }: Case, { state, events }: Tale, most: number): Promise<void> {
  const open = new Map<string, (end: InstanceEnd) => void>();
  const actor: Actor = {
    perform: (ref) => {
      const needs = state.definition.steps[ref.step]?.needs ?? [];
      const early = needs.filter((need) => state.definition.steps[need] && !state.steps[need]?.end);
      const isFirst = !events.includes(`begin ${nameOf(ref)}`);
      if (isFirst) events.push(`begin ${nameOf(ref)}`, ...early.map((need) => `${ref.step} before ${need}`));
      return new Promise((resolve) => open.set(nameOf(ref), resolve));
    },
    passedOver: () => undefined,
    halted: () => undefined,
    advanced: () => undefined,
  };
  const run = runRoute(state, actor);
  for (let ended = 0; open.size > 0 && ended < most; ended++) {
    const names = [...open.keys()].toSorted();
    const before = events.filter((event) => event.startsWith('end')).length;
    const name = names[(picks[before % picks.length] ?? 0) % names.length] ?? '';
    events.push(`end ${name}`);
    open.get(name)?.(refusing.includes(name) ? refused() : done());
    open.delete(name);
    await new Promise(setImmediate);
  }
  run.hold();
}

const check = (property: (tale: Tale, one: Case) => void | Promise<void>) =>
  fc.assert(
    fc.asyncProperty(anyCase, async (one) => {
      const tale = await tell(one, false);
      await property(tale, one);
    }),
    { numRuns: 300, endOnFailure: true },
  );

describe('any route, moved at any moment to any other version', () => {
  it('performs no step again that has ended', () =>
    check(({ events }) => {
      const ends = events.filter((event) => event.startsWith('end'));
      expect(new Set(ends).size).toBe(ends.length);
    }));

  it('never begins a step before what it needs by the law of that moment has ended', () =>
    check(({ events }) => {
      expect(events.filter((event) => event.includes('before'))).toEqual([]);
    }));

  it('comes to its end: every step of the version it goes by has one', () =>
    check(({ state }) => {
      expect(endsOf(state)).not.toContain('open');
    }));

  it('takes back in reverse what was done, also what the new version does not have', () =>
    check(({ state, events, moved }, { from, to }) => {
      const revocable = (id: string) => {
        const wasBefore = !moved || events.indexOf(`begin ${id}`) < events.indexOf('move');
        return (wasBefore ? from : to).revocable.includes(id);
      };
      const begun = events.filter((event) => event.startsWith('begin')).map((event) => event.slice(6));
      expect(undoOrder(state).map(nameOf)).toEqual(
        begun.toReversed().filter((id) => revocable(id) && state.steps[id]?.end === 'done'),
      );
      for (const { step } of undoOrder(state)) expect(state.definition.steps[step]?.undo).toEqual(undo);
    }));

  it('goes on from its saved state to the same end', () =>
    check(async ({ state }, one) => {
      const again = await tell(one, true);
      expect(endsOf(again.state)).toBe(endsOf(state));
      expect(undoOrder(again.state)).toEqual(undoOrder(state));
    }));

  it('moves often enough for all this to be seen', async () => {
    const tales = await Promise.all(
      fc.sample(anyCase, { numRuns: 300, seed: 1 }).map((one) => tell(one, false)),
    );
    const late = tales.filter(({ moved, events }) => moved && events.indexOf('move') > 0);
    expect(late.length).toBeGreaterThan(50);
  });
});
