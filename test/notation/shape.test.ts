import fc from 'fast-check';
import { compile } from '../../notation/compile.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import { shapeOf } from '../../notation/shape.ts';
import { good } from './types/good.ts';
import { agencies, services } from './types/services.ts';

const route = compile(good, { agencies, services });

/** The same data with the keys of every object in another order. */
function shuffled(value: unknown, order: (key: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => order(a) - order(b));
  return Object.fromEntries(entries.map(([key, part]) => [key, shuffled(part, order)]));
}

function withStep(change: object): CompiledRoute {
  const register = { ...route.steps['register'], ...change } as CompiledRoute['steps'][string];
  return { ...route, steps: { ...route.steps, register } };
}

describe('The shape of a compiled route', () => {
  it('is a SHA-256', () => {
    expect(shapeOf(route)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of keys, nor on a way through JSON', () => {
    fc.assert(
      fc.property(fc.func(fc.integer()), (order) => {
        expect(shapeOf(shuffled(route, order) as CompiledRoute)).toBe(shapeOf(route));
      }),
      { numRuns: 50 },
    );
    expect(shapeOf(JSON.parse(JSON.stringify(route)) as CompiledRoute)).toBe(shapeOf(route));
  });

  it('does not depend on titles', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (routeTitle, stepTitle) => {
        expect(shapeOf({ ...withStep({ title: stepTitle }), title: routeTitle })).toBe(shapeOf(route));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    { within: '2 working days' },
    { needs: [] },
    { essential: false },
    { input: { title: 'A field that is called title counts' } },
    { service: 'registry.annul' },
    { undo: null },
    { late: 'close' },
  ])('changes with %j', (change) => {
    expect(shapeOf(withStep(change))).not.toBe(shapeOf(route));
  });

  it('changes with a step more, and with the order of needs', () => {
    const more = { ...route.steps, again: route.steps['look'] } as CompiledRoute['steps'];
    expect(shapeOf({ ...route, steps: more })).not.toBe(shapeOf(route));
    expect(shapeOf(withStep({ needs: ['a', 'b'] }))).not.toBe(shapeOf(withStep({ needs: ['b', 'a'] })));
  });
});
