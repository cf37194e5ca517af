import { readdirSync, readFileSync } from 'node:fs';
import type { Kind } from '../subjects/subject.ts';

/** CPU that processes have used since they began, in milliseconds, by what they do. */
export type CpuMs = Readonly<Partial<Record<Kind, number>>>;

interface Process {
  readonly kind: Kind;
  readonly pid: number;
}

/** Linux counts in hundredths of a second, whatever its kernel does. */
const tickMs = 10;

/** Fields of `/proc/<pid>/stat` behind the name in parentheses, which may hold blanks; undefined where it has gone. */
export function statFields(stat: string): {
  readonly parent: number;
  readonly own: number;
  readonly waited: number;
} {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const at = (place: number) => fields[place] ?? 0;
  return { parent: at(1), own: (at(11) + at(12)) * tickMs, waited: (at(13) + at(14)) * tickMs };
}

/**
 * Each with its children, those that have ended included: PostgreSQL has one for each connection. Throws where there is
 * no `/proc`.
 */
export function cpuByKind(processes: readonly Process[]): CpuMs {
  const all = readAll();
  const sums: Partial<Record<Kind, number>> = {};
  for (const { kind, pid } of processes) {
    const own = all.get(pid);
    if (own === undefined) continue;
    const children = [...all.values()].filter(({ parent }) => parent === pid);
    const ms = children.reduce((sum, child) => sum + child.own, own.own + own.waited);
    sums[kind] = (sums[kind] ?? 0) + ms;
  }
  return sums;
}

export function cpuBetween(before: CpuMs, after: CpuMs): CpuMs {
  const kinds = Object.keys(after) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)]));
}

export const cpuSum = (cpu: CpuMs): number => Object.values(cpu).reduce((sum, ms) => sum + ms, 0);

function readAll(): Map<number, ReturnType<typeof statFields>> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid) => {
      try {
        return [[Number(pid), statFields(readFileSync(`/proc/${pid}/stat`, 'utf8'))] as const];
      } catch {
        // It has just ended.
        return [];
      }
    }),
  );
}
