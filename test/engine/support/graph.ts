import type { CompiledRoute, CompiledStep } from '../../../notation/compiled-route.ts';

/** A step as tests need it: an ordinary call of one agency, with nothing special about it. */
export function step(over: Partial<CompiledStep> = {}): CompiledStep {
  return {
    title: 'A step',
    service: 'registry.act',
    kind: 'call',
    agency: 'registry',
    answers: 'at-once',
    repeat: 'safe',
    basis: 'consent',
    purpose: 'test',
    timeoutMs: 1_000,
    norm: null,
    pace: 'quick',
    week: 5,
    needs: [],
    when: null,
    each: null,
    by: null,
    input: {},
    after: null,
    within: null,
    since: null,
    late: 'escalate',
    essential: false,
    mends: {},
    undo: null,
    skippable: true,
    tells: { values: [], present: [] },
    asksItem: { values: [], present: [] },
    ...over,
  };
}

/** What can be taken back. */
export const undo: CompiledStep['undo'] = {
  service: 'registry.take-back',
  agency: 'registry',
  repeat: 'safe',
  timeoutMs: 1_000,
};

/**
 * A route from a line of text: `a-b` means b needs a, a name alone is a step without needs. Steps stand in the order
 * in which they are first named; `over` changes single ones.
 */
export function graph(text: string, over: Record<string, Partial<CompiledStep>> = {}): CompiledRoute {
  const needs = new Map<string, string[]>();
  const needsOf = (id: string): string[] => {
    const list = needs.get(id) ?? [];
    needs.set(id, list);
    return list;
  };
  for (const edge of text.split(' ').filter((part) => part !== '')) {
    const [from, to] = edge.split('-');
    needsOf(from ?? '');
    if (to !== undefined) needsOf(to).push(from ?? '');
  }
  const steps = [...needs].map(([id, its]) => [id, step({ title: `Step ${id}`, needs: its, ...over[id] })]);
  return {
    id: 'test-event',
    version: '2026-01-01',
    title: 'A test event',
    reads: { values: [], present: [] },
    steps: Object.fromEntries(steps) as CompiledRoute['steps'],
  };
}
