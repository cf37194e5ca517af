import { viewOf } from '../../workflows/engine/health.ts';
import { type InstanceState, stepState } from '../../workflows/engine/route-state.ts';
import { begin } from './support/actor.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { graph } from './support/graph.ts';

/** A route in which step a is in the state given, and b, after it, has not begun. */
function withStep(now: Partial<InstanceState>, over: Partial<CompiledStep> = {}) {
  const { state } = begin(graph('a-b', { a: over }));
  Object.assign(stepState(state, 'a').instances?.[0] ?? {}, now);
  return viewOf(state);
}

describe('the health of a route', () => {
  it.each([
    ['is on track while calls are made', {}, 'on-track'],
    ['is on track while a person is asked', { status: 'waiting-for-person' }, 'on-track'],
    ['is on track while an agency works within its norm', { status: 'waiting-for-agency' }, 'on-track'],
    ['is waiting when an agency is beyond its norm', { beyondNorm: true }, 'waiting'],
    ['is waiting when an agency is down', { status: 'waiting-for-agency', isDown: true }, 'waiting'],
    [
      'is waiting when its call waits for an agency that rests',
      { held: { because: 'maintenance', until: null } },
      'waiting',
    ],
    ['is late after a deadline, also with an agency that is down', { late: true, isDown: true }, 'late'],
    ['is stuck before it is late', { late: true, status: 'stuck', stuck: 'contract-broken' }, 'stuck'],
    [
      'is stuck when an act cannot be taken back',
      { status: 'done', isBeingUndone: true, stuck: 'undo-failed' },
      'stuck',
    ],
  ] as const)('%s', (_, now, health) => {
    expect(withStep(now).health).toBe(health);
  });

  it('needs an officer for what is stuck, late or a task of an agency, never for a task of the citizen', () => {
    const waiting = { status: 'waiting-for-person' } as const;

    expect(withStep({ status: 'stuck', stuck: 'unexpected' }).needsHuman).toBe(true);
    expect(withStep({ late: true }).needsHuman).toBe(true);
    expect(withStep(waiting, { kind: 'task', by: 'registry' }).needsHuman).toBe(true);
    expect(withStep(waiting, { kind: 'task', by: null }).needsHuman).toBe(true);
    expect(withStep(waiting, { kind: 'task', by: 'applicant' }).needsHuman).toBe(false);
  });

  it('names whom it waits for', () => {
    expect(withStep({ status: 'waiting-for-person' }).waitingOn).toEqual(['person']);
    expect(withStep({ status: 'waiting-for-agency', agency: 'tax' }).waitingOn).toEqual(['tax']);
    expect(withStep({ status: 'waiting-for-person' }, { kind: 'task', by: 'registry' }).waitingOn).toEqual([
      'registry',
    ]);
    expect(withStep({ status: 'stuck', stuck: 'unexpected' }).waitingOn).toEqual(['registry']);
    expect(withStep({}).waitingOn).toEqual([]);
  });

  it('tells the next deadline and since when it waits', () => {
    const view = withStep({ status: 'waiting-for-agency', dueAt: 2_000, since: 1_000 });

    expect([view.dueAt, view.waitingSince]).toEqual([2_000, 1_000]);
  });

  it('counts steps that are done, of all', () => {
    const { state } = begin(graph('a-b'));
    stepState(state, 'a').end = 'done';
    const view = viewOf(state);

    expect([view.stepsDone, view.stepsTotal]).toEqual([1, 2]);
  });
});
