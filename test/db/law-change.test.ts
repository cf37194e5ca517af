import { standingByRows } from '../../db/law-change.ts';
import type { StepStatus } from '../../db/schema.ts';
import { graph } from '../engine/support/graph.ts';

const row = (step: string, status: StepStatus, skippedBecause: 'withdrawn' | null = null) => ({
  step,
  status,
  stuckReason: null as 'undo-failed' | null,
  skippedBecause,
});
const start = { facts: {}, items: { list: [{}, {}] } };
const route = graph('a-b b-list list-c', {
  a: { basis: 'law' },
  b: { essential: true },
  list: { each: { event: 'founders' } },
});
const standing = (...rows: ReturnType<typeof row>[]) => standingByRows({ route, start }, rows);

describe('where a route stands by its rows', () => {
  it('names what has begun, and what it came to', () => {
    expect(standing(row('a', 'done'), row('b', 'waiting-for-person'))).toEqual({
      ending: null,
      steps: { a: 'done', b: 'open' },
    });
  });

  it('takes what could not be taken back yet as done, and the route as withdrawn', () => {
    const kept = { ...row('b', 'stuck'), stuckReason: 'undo-failed' as const };
    const skipped = [row('list', 'skipped', 'withdrawn'), row('c', 'skipped', 'withdrawn')];

    expect(standing(row('a', 'in-progress'), kept, ...skipped)).toMatchObject({
      ending: 'withdrawn',
      steps: { a: 'open', b: 'done' },
    });
  });

  it('counts a list as under way until every element has its end', () => {
    expect(standing(row('list', 'done')).steps).toEqual({ list: 'open' });
    expect(standing(row('list', 'done'), row('list', 'refused')).steps).toEqual({ list: 'done' });
    expect(standing(row('list', 'skipped')).steps).toEqual({ list: 'skipped' });
  });

  it('knows an essential refusal, a withdrawal and a route in which all has ended', () => {
    expect(standing(row('b', 'refused')).ending).toBe('refused');
    expect(
      standing(
        row('a', 'in-progress'),
        ...['b', 'list', 'c'].map((step) => row(step, 'skipped', 'withdrawn')),
      ).ending,
    ).toBe('withdrawn');
    expect(standing(row('a', 'done'), row('c', 'skipped', 'withdrawn')).ending).toBeNull();
    expect(
      standing(row('a', 'done'), row('b', 'done'), row('list', 'skipped'), row('c', 'done')).ending,
    ).toBe('closing');
  });
});
