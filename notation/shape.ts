import { createHash } from 'node:crypto';
import type { CompiledRoute } from './compiled-route.ts';

/**
 * SHA-256 (hex) of what a compiled route does: titles and the order of keys make no difference. Two routes with the
 * same shape run alike.
 */
export function shapeOf(route: CompiledRoute): string {
  const steps = Object.entries(route.steps).map(([id, step]) => [id, untitled(step)] as const);
  const shape = untitled({ ...route, steps: Object.fromEntries(steps) });
  return createHash('sha256').update(stableJson(shape)).digest('hex');
}

/** JSON leaves out what is undefined. */
function untitled(value: object): object {
  return { ...value, title: undefined };
}

/** JSON with the keys of every object in alphabetical order. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
