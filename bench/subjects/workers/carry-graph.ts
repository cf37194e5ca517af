import type { Graph } from '../../graphs.ts';

/**
 * Starts each step when all that it needs has ended, in one order always, and resolves when all have. Imports nothing:
 * Temporal's workflows use it, too.
 */
export async function carryGraph(
  { steps }: Graph,
  perform: (step: string) => Promise<unknown>,
): Promise<void> {
  const ends = new Map<string, Promise<unknown>>();
  for (const { id, needs } of steps) {
    const before = needs.flatMap((need) => ends.get(need) ?? []);
    ends.set(id, needs.length === 0 ? perform(id) : Promise.all(before).then(() => perform(id)));
  }
  await Promise.all(ends.values());
}
