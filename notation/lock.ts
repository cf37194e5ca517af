import type { Catalogue } from './catalogue.ts';

/** Shapes of all versions: life event → first day in force → hash. Kept in `routes.lock.json`. */
export type Lock = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The lock that a catalogue has now, in alphabetical order. */
export function lockOf({ lifeEvents }: Pick<Catalogue, 'lifeEvents'>): Lock {
  const sorted = Object.entries(lifeEvents).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([id, versions]) => [
      id,
      Object.fromEntries(versions.map(({ definition, hash }) => [definition.inForce.from, hash])),
    ]),
  );
}

/** One plain sentence for every version that is not as the lock says; empty where all is as it was. */
export function differences(lock: Lock, catalogue: Pick<Catalogue, 'lifeEvents'>): string[] {
  const now = lockOf(catalogue);
  const ids = [...new Set([...Object.keys(lock), ...Object.keys(now)])];
  return ids.flatMap((id) => differencesOf(id, lock[id] ?? {}, now[id] ?? {}));
}

function differencesOf(id: string, before: Lock[string], now: Lock[string]): string[] {
  const dates = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return dates.flatMap((from) => {
    if (before[from] === now[from]) return [];
    const version = `The version of "${id}" in force from ${from}`;
    if (before[from] === undefined)
      return [`${version} is new: write it into the lock with \`npm run lock\`.`];
    if (now[from] === undefined)
      return [`${version} is gone, but routes may still run on it: bring its file back.`];
    return [
      `${version} runs differently from what was locked: undo the change, or give it a date of its own in a new file. ` +
        'If it was never in use, write the new lock with `npm run lock`.',
    ];
  });
}
