import { createHash } from 'node:crypto';
import type { CompiledRoute } from './compiled-route.ts';

/**
 * SHA-256 (hex) of what a compiled route does: titles and the order of keys make no difference. Two routes with the
 * same shape run alike.
 */
export function shapeOf(route: CompiledRoute): string {
  const { title: _routeTitle, steps, ...rest } = route;
  const untitled = Object.entries(steps).map(([id, { title: _stepTitle, ...step }]) => [id, step]);
  return createHash('sha256')
    .update(stableJson({ ...rest, steps: Object.fromEntries(untitled) as unknown }))
    .digest('hex');
}

/** JSON with the keys of every object in alphabetical order. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
