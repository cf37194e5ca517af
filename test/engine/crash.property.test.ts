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

interface Tale {
  readonly state: RouteState;
  readonly events: string[];
}

interface Story {
  readonly state: RouteState;
  readonly events: readonly string[];
}

/** Runs a case; after `crashAfter` settled steps the state is written to JSON and another run goes on from it. */
async function tell(one: Case, crashAfter = Infinity): Promise<Story> {
  const events: string[] = [];
  const state = newRoute(routeOf(one), { facts: {}, items: {} });
  const isOver = await runFor(one, { state, events }, crashAfter);
  if (isOver) return { state, events };
  events.push('crash');
  const saved = JSON.parse(JSON.stringify(state)) as RouteState;
  await runFor(one, { state: saved, events }, Infinity);
  return { state: saved, events };
}

/** Settles so many steps, in the order of the picks. True when nothing is under way any more. */
async function runFor(one: Case, { state, events }: Tale, most: number): Promise<boolean> {
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
  for (let settled = 0; open.size > 0 && settled < most; settled++) {
    const before = events.filter((event) => event.startsWith('end')).length;
    const name = pick([...open.keys()].toSorted(), one.picks[before % one.picks.length]);
    events.push(`end ${name}`);
    open.get(name)?.(one.ends[name] ?? done());
    open.delete(name);
    await new Promise(setImmediate);
  }
  return open.size === 0;
}

const pick = (names: readonly string[], which = 0): string => names[which % names.length] ?? '';

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

type RuledEnd = 'done' | 'refused' | 'skipped' | 'skipped as refused';

/** The rule of skips and refusals, written a second time as plainly as can be: one pass in the order of the needs. */
function endsByTheRule(one: Case): string {
  const ends = new Map<string, RuledEnd>();
  for (const [id, step] of Object.entries(routeOf(one).steps))
    ends.set(id, endByTheRule(step, { ends, own: one.ends[id] }));
  return [...ends].map(([id, end]) => `${id}:${end.replace(' as refused', '')}`).join(' ');
}

function endByTheRule(
  { needs, when }: CompiledStep,
  { ends, own }: { readonly ends: ReadonlyMap<string, RuledEnd>; readonly own: InstanceEnd | undefined },
): RuledEnd {
  const fallen: readonly (RuledEnd | undefined)[] = ['refused', 'skipped as refused'];
  const fell = needs.some((need) => fallen.includes(ends.get(need)));
  const isBrave = when !== null && 'all' in when;
  if (fell && !isBrave) return 'skipped as refused';
  const wanted = wantedBy(when);
  if (wanted !== null && ends.get(wanted) !== 'done') return 'skipped';
  return own?.is === 'settled' ? own.end : 'done';
}

const wantedBy = (when: Condition | null): string | null =>
  when !== null && 'done' in when ? when.done : null;
