import fc from 'fast-check';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import type { Condition } from '../../notation/conditions.ts';
import { newRoute, type RouteState } from '../../workflows/engine/route-state.ts';
import { type Actor, runRoute } from '../../workflows/engine/run-route.ts';
import type { InstanceEnd } from '../../workflows/engine/settle.ts';
import { undoOrder } from '../../workflows/engine/undo.ts';
import { done, endsOf, nameOf, refused } from './support/actor.ts';
import { graph, undo } from './support/graph.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

interface Case {
  readonly over: Record<string, Partial<CompiledStep>>;
  readonly ends: Record<string, InstanceEnd>;
  /** Picks who settles next, again and again. */
  readonly picks: readonly number[];
}

/** A graph without circles: each step needs some of those before it. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    needs: fc.array(fc.subarray([...letters]), { minLength: letters.length, maxLength: letters.length }),
    refusing: fc.subarray([...letters]),
    brave: fc.subarray([...letters]),
    picky: fc.subarray([...letters]),
    essential: fc.subarray([...letters], { maxLength: 1 }),
    revocable: fc.subarray([...letters]),
    picks: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  })
  .map(({ needs, refusing, brave, picky, essential, revocable, picks }) => ({
    over: Object.fromEntries(
      letters.map((id, index) => {
        const its = (needs[index] ?? []).filter((need) => letters.indexOf(need) < index);
        const when = whenOf(its, brave.includes(id), picky.includes(id));
        return [
          id,
          { needs: its, when, essential: essential.includes(id), undo: revocable.includes(id) ? undo : null },
        ];
      }),
    ),
    ends: Object.fromEntries(letters.map((id) => [id, refusing.includes(id) ? refused() : done()])),
    picks,
  }));

/** A brave step runs in spite of refusals; a picky one only if its first need was done. */
function whenOf(needs: readonly string[], brave: boolean, picky: boolean): Condition | null {
  const [first] = needs;
  if (first === undefined) return null;
  const inSpite = needs.map((need): Condition => ({ any: [{ refused: need }, { not: { refused: need } }] }));
  if (brave) return { all: inSpite };
  return picky ? { done: first } : null;
}

const routeOf = ({ over }: Case) => graph(letters.join(' '), over);

interface Story {
  readonly state: RouteState;
  readonly events: readonly string[];
}

/** Runs a case; after `crashAfter` settled steps the state is written to JSON and another run goes on from it. */
async function tell(one: Case, crashAfter = Infinity): Promise<Story> {
  const events: string[] = [];
  let state = newRoute(routeOf(one), { facts: {}, items: {} });
  let settled = 0;
  for (;;) {
    const open = new Map<string, (end: InstanceEnd) => void>();
    const actor: Actor = {
      perform: (ref) => {
        events.push(`begin ${nameOf(ref)}`);
        return new Promise((resolve) => open.set(nameOf(ref), resolve));
      },
      passedOver: () => undefined,
      halted: () => undefined,
      advanced: () => undefined,
    };
    runRoute(state, actor);
    while (open.size > 0 && settled !== crashAfter) {
      const names = [...open.keys()].toSorted();
      const name = names[(one.picks[settled % one.picks.length] ?? 0) % names.length] ?? '';
      events.push(`end ${name}`);
      open.get(name)?.(one.ends[name] ?? done());
      open.delete(name);
      settled++;
      await Promise.resolve();
      await Promise.resolve();
    }
    if (open.size === 0) return { state, events };
    events.push('crash');
    state = JSON.parse(JSON.stringify(state)) as RouteState;
    crashAfter = Infinity;
  }
}

describe('any route, in any order of answers', () => {
  it('starts each step at most once', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { events } = await tell(one);
        const begun = events.filter((event) => event.startsWith('begin'));
        expect(new Set(begun).size).toBe(begun.length);
      }),
    );
  });

  it('never starts a step before what it needs has met its end', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { events } = await tell(one);
        const route = routeOf(one);
        for (const [at, event] of events.entries()) {
          const [what, id = ''] = event.split(' ');
          if (what !== 'begin') continue;
          const running = (route.steps[id]?.needs ?? []).filter(
            (need) => events.indexOf(`begin ${need}`) >= 0 && events.indexOf(`end ${need}`) > at,
          );
          expect(running).toEqual([]);
          const notYetBegun = (route.steps[id]?.needs ?? []).filter(
            (need) => events.indexOf(`begin ${need}`) > at,
          );
          expect(notYetBegun).toEqual([]);
        }
      }),
    );
  });

  it('comes to the same end after a crash at any point', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(letters.length), async (one, crashAfter) => {
        const straight = await tell(one);
        const crashed = await tell(one, crashAfter);
        expect(endsOf(crashed.state)).toBe(endsOf(straight.state));
        expect(crashed.state.halt).toBe(straight.state.halt);
        expect(undoOrder(crashed.state)).toEqual(undoOrder(straight.state));
      }),
    );
  });

  it('takes back what was done in the reverse order of its beginning, each once', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { state, events } = await tell(one);
        const order = undoOrder(state).map(nameOf);
        const begun = events.filter((event) => event.startsWith('begin')).map((event) => event.slice(6));
        const expected = begun
          .toReversed()
          .filter((id) => routeOf(one).steps[id]?.undo !== null && state.steps[id]?.end === 'done');
        expect(order).toEqual(expected);
      }),
    );
  });

  it('skips and refuses as the rule says, judged step by step in the order of the needs', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { state } = await tell(one);
        fc.pre(state.halt === null);
        expect(endsOf(state)).toBe(endsByTheRule(one));
      }),
    );
  });
});

/** The rule of skips and refusals, written a second time as plainly as can be: one pass in the order of the needs. */
function endsByTheRule(one: Case): string {
  const ends = new Map<string, 'done' | 'refused' | 'skipped' | 'skipped as refused'>();
  for (const [id, step] of Object.entries(routeOf(one).steps)) {
    const fell = step.needs.filter((need) =>
      ['refused', 'skipped as refused'].includes(ends.get(need) ?? ''),
    );
    const isBrave = step.when !== null && 'all' in step.when;
    const isPicky = step.when !== null && 'done' in step.when;
    if (fell.length > 0 && !isBrave) ends.set(id, 'skipped as refused');
    else if (isPicky && ends.get(step.needs[0] ?? '') !== 'done') ends.set(id, 'skipped');
    else ends.set(id, one.ends[id]?.is === 'settled' && one.ends[id].end === 'refused' ? 'refused' : 'done');
  }
  return Object.keys(routeOf(one).steps)
    .map((id) => `${id}:${(ends.get(id) ?? 'open').replace(' as refused', '')}`)
    .join(' ');
}
