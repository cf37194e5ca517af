import type { CompiledRoute, StartFacts } from './compiled-route.ts';
import { factsOf, valueAt, type Facts } from './facts.ts';

/**
 * What a route starts with: of its event only what conditions read, and the length of each list that `each` walks
 * over (one entry per element, empty objects where no condition reads the element). A list that is null is empty.
 */
export function startFacts(route: CompiledRoute, event: unknown): StartFacts {
  const items: Record<string, readonly Facts[]> = {};
  for (const [id, step] of Object.entries(route.steps)) {
    if (step.each === null || !('event' in step.each)) continue;
    const list = valueAt(event, step.each.event);
    items[id] = Array.isArray(list) ? list.map((item) => factsOf(item, step.asksItem, 'item')) : [];
  }
  return { facts: factsOf(event, route.reads, 'event'), items };
}
