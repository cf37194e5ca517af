import type { Verdict } from '../checks/check.ts';
import type { Hurt } from '../faults/plan.ts';
import type { ChaosSettings } from '../settings.ts';

/** What a run came to. */
export interface Report {
  readonly settings: ChaosSettings;
  readonly seconds: number;
  /** By target and kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** What was wrong with wires between processes, by wire and kind. */
  readonly wires: Readonly<Record<string, number>>;
  /** Agencies' misbehaviour that was ordered, by mode. */
  readonly misbehaviour: Readonly<Record<string, number>>;
  readonly requests: { readonly requests: number; readonly again: number };
  readonly verdicts: readonly Verdict[];
  readonly holds: boolean;
}

export function countHurts(hurts: readonly Hurt[]): Record<string, number> {
  return count(hurts.map(({ target, how }) => `${target} ${how}`));
}

export function count(words: readonly string[]): Record<string, number> {
  const groups = Object.groupBy(words, (word) => word);
  return Object.fromEntries(
    Object.entries(groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, list]) => [word, list?.length ?? 0]),
  );
}

const mostShown = 10;

/** The report for people. */
export function inWords(report: Report): string {
  const { settings, seconds, faults, wires, misbehaviour, requests, verdicts, holds } = report;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([what, times]) => `${what} ${times}`)
      .join(', ');
  return [
    '',
    `Seed ${settings.seed}, ${settings.routes} routes, ${Math.round(seconds)} s.`,
    `Faults: ${list(faults)}.`,
    `Wires: ${list(wires)}.`,
    `Agencies were told: ${list(misbehaviour)}.`,
    `Portals sent ${requests.requests} requests, ${requests.again} of them again.`,
    '',
    ...verdicts.flatMap(({ check, counted, violations }) => [
      `${violations.length === 0 ? '✔' : '✖'} ${check}: ${counted}`,
      ...violations.slice(0, mostShown).map(({ route, what }) => `    ${route ?? 'the run'}: ${what}`),
      ...(violations.length > mostShown ? [`    and ${violations.length - mostShown} more`] : []),
    ]),
    '',
    holds
      ? 'All holds.'
      : `Something does not hold. Look in ${settings.folder}: report.json has it all, *.log what the processes said.`,
    '',
  ].join('\n');
}
