import { type Graph, graphs } from '../graphs.ts';

/** Titles of the bench's life events in one language. `step`: what a step is called there. */
export function titlesIn(step: string, standIn: string): Record<string, string> {
  const own: readonly Graph[] = Object.values(graphs).filter((graph) => !('only' in graph));
  const titles = own.flatMap(({ id, steps }) => [
    [`bench-${id}`, `${standIn}: ${id}`],
    ...steps.map((one) => [`bench-${id}.${one.id}`, `${step} ${one.id}`]),
  ]);
  return {
    ...(Object.fromEntries(titles) as Record<string, string>),
    'agency.stand-in': standIn,
    'purpose.bench': standIn,
  };
}
