import fc from 'fast-check';
import { latencyOf } from '../../bench/agency/latency.ts';
import { effectsOf, type Graph, graphs, longestPathMs } from '../../bench/graphs.ts';
import { carryGraph } from '../../bench/subjects/workers/carry-graph.ts';

const all: readonly Graph[] = Object.values(graphs);

describe('what a route takes of the agencies alone', () => {
  it.each([
    ['chain-8', 400],
    ['chain-4', 200],
    ['diamond', 150],
    ['fan-10', 50],
    ['one', 50],
    ['birth', 300],
  ] as const)('is the longest way through it: %s', (id, ms) => {
    expect(longestPathMs(graphs[id], () => 50)).toBe(ms);
  });

  it('follows the slower of two branches', () => {
    const slow: Readonly<Record<string, number>> = { b: 10, c: 70 };

    expect(longestPathMs(graphs.diamond, (step) => slow[step] ?? 1)).toBe(72);
  });

  it('counts each call of a step that makes several', () => {
    expect(all.map(effectsOf)).toEqual([1, 8, 4, 4, 10, 7]);
  });
});

describe('the graphs', () => {
  it.each(all.map((graph) => [graph.title, graph] as const))(
    'name what is needed before it: %s',
    (_, graph) => {
      const before = graph.steps.map(({ needs }, place) =>
        needs.every((need) => graph.steps.slice(0, place).some(({ id }) => id === need)),
      );

      expect(before).not.toContain(false);
    },
  );

  it.each(all.map((graph) => [graph.title, graph] as const))(
    'are carried in their order: %s',
    async (_, graph) => {
      const ended: string[] = [];
      await carryGraph(graph, async (step) => {
        const needs = graph.steps.find(({ id }) => id === step)?.needs ?? [];
        expect(ended).toEqual(expect.arrayContaining([...needs]));
        await Promise.resolve();
        ended.push(step);
      });

      expect(ended.toSorted()).toEqual(graph.steps.map(({ id }) => id).toSorted());
    },
  );
});

describe('the time that agencies take', () => {
  it('is the same for the same seed and step, and a fifth off what is set at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.string(), fc.string(), (latencyMs, seed, step) => {
        const ms = latencyOf({ latencyMs, seed }, step);

        expect(latencyOf({ latencyMs, seed }, step)).toBe(ms);
        expect(Math.abs(ms - latencyMs)).toBeLessThanOrEqual(latencyMs * 0.2 + 0.5);
      }),
    );
  });

  it('differs from step to step', () => {
    const steps = graphs['chain-8'].steps.map(({ id }) => latencyOf({ latencyMs: 50, seed: 'a' }, id));

    expect(new Set(steps).size).toBeGreaterThan(3);
  });

  it('is none at all where none is set', () => {
    expect(latencyOf({ latencyMs: 0, seed: 'a' }, 'b')).toBe(0);
  });
});
