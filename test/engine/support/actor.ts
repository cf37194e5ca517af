import type { Facts } from '../../../notation/facts.ts';
import type { Change, Settled, StepRef } from '../../../temporal/messages.ts';
import { newRoute, type RouteState } from '../../../workflows/engine/route-state.ts';
import { type Actor, runRoute } from '../../../workflows/engine/run-route.ts';
import type { InstanceEnd } from '../../../workflows/engine/settle.ts';
import type { CompiledRoute, StartFacts } from '../../../notation/compiled-route.ts';

export const done = (facts: Facts = {}): Settled => ({ is: 'settled', end: 'done', code: null, facts });
export const refused = (code = 'no'): Settled => ({ is: 'settled', end: 'refused', code, facts: {} });

export const nameOf = ({ step, instance }: StepRef): string =>
  instance === 0 ? step : `${step}.${instance}`;

/** Performs each step when the test says so, and writes down what happened. */
export class ActorOnDemand implements Actor {
  readonly started: string[] = [];
  readonly left: Change[] = [];
  halts = 0;
  moves = 0;
  private readonly waiting = new Map<string, (end: InstanceEnd) => void>();

  perform(ref: StepRef): Promise<InstanceEnd> {
    this.started.push(nameOf(ref));
    return new Promise((resolve) => this.waiting.set(nameOf(ref), resolve));
  }

  passedOver(changes: readonly Change[]): void {
    this.left.push(...changes);
  }

  halted(): void {
    this.halts++;
  }

  advanced(): void {
    this.moves++;
  }

  /** Ends a step that is under way, and lets what follows from it happen. */
  async end(name: string, end: InstanceEnd = done()): Promise<void> {
    const resolve = this.waiting.get(name);
    if (resolve === undefined) throw new Error(`${name} is not under way; ${this.running().join(', ')} are.`);
    this.waiting.delete(name);
    resolve(end);
    await new Promise(setImmediate);
  }

  running(): string[] {
    return [...this.waiting.keys()];
  }
}

const nothing: StartFacts = { facts: {}, items: {} };

/** Begins a route whose steps end when the test says so. */
export function begin(route: CompiledRoute, start: StartFacts = nothing) {
  const state = newRoute(route, start);
  const actor = new ActorOnDemand();
  const run = runRoute(state, actor);
  return { state, actor, run };
}

/** Runs a route in which each step ends at once as told (done, where nothing is told). */
export async function runThrough(
  route: CompiledRoute,
  ends: Record<string, InstanceEnd> = {},
  start: StartFacts = nothing,
): Promise<{ state: RouteState; started: string[]; left: Change[] }> {
  const state = newRoute(route, start);
  const started: string[] = [];
  const left: Change[] = [];
  const actor: Actor = {
    perform: (ref) => {
      started.push(nameOf(ref));
      return Promise.resolve(ends[nameOf(ref)] ?? done());
    },
    passedOver: (changes) => left.push(...changes),
    halted: () => undefined,
    advanced: () => undefined,
  };
  await runRoute(state, actor).ended;
  return { state, started, left };
}

/** How each step ended, e.g. `a:done b:skipped`. */
export function endsOf(state: RouteState): string {
  return Object.keys(state.definition.steps)
    .map((id) => `${id}:${state.steps[id]?.end ?? 'open'}`)
    .join(' ');
}
