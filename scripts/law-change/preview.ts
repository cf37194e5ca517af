import type { Queries } from '../../db/client.ts';
import { newerRoutes } from '../../db/law-change.ts';
import { judgedRoutes } from './each-route.ts';
import type { NewLaw } from './judge.ts';

/** What would become of the open routes; routes by their ids. */
export interface Preview {
  readonly lifeEvent: string;
  readonly version: string;
  readonly could: readonly string[];
  /** By what the change would do to steps, e.g. `begins order`. */
  readonly then: Readonly<Record<string, readonly string[]>>;
  readonly mustNot: readonly string[];
  /** A route may stand under several reasons. */
  readonly because: Readonly<Record<string, readonly string[]>>;
  /** How many open routes go by this version or a later one, by version. */
  readonly already: Readonly<Record<string, number>>;
}

/** Looks at every open route by an older version, in PostgreSQL alone. */
export async function previewOf(db: Queries, law: NewLaw): Promise<Preview> {
  const { id: lifeEvent, version } = law.version.compiled;
  const could: string[] = [];
  const mustNot: string[] = [];
  const then: Record<string, string[]> = {};
  const because: Record<string, string[]> = {};
  for await (const { route, verdict } of judgedRoutes(db, law)) {
    (verdict.could ? could : mustNot).push(route.id);
    const lines = verdict.could ? whatFollows(verdict.move) : verdict.because;
    for (const line of lines) ((verdict.could ? then : because)[line] ??= []).push(route.id);
  }
  const already = await newerRoutes(db, { lifeEvent, version });
  return { lifeEvent, version, could, then, mustNot, because, already };
}

function whatFollows(move: Parameters<typeof linesOf>[0]): string[] {
  return linesOf(move).flatMap(([what, ids]) => ids.map((id) => `${id}: ${what}`));
}

type Move = Record<'added' | 'rewired' | 'dropped' | 'kept' | 'asBegun', readonly string[]>;

function linesOf({ added, rewired, dropped, kept, asBegun }: Move): [string, readonly string[]][] {
  return [
    ['new', added],
    ['not begun, goes by the new version', rewired],
    ['not begun, is left out', dropped],
    ['has ended and is asked for no more; what was done stays, with its undo', kept],
    ['has begun: keeps the form it began with, and a running term', asBegun],
  ];
}

/** The preview for people; with `list`, the routes under each line. */
export function inLines(preview: Preview, list: boolean): string[] {
  const { lifeEvent, version, could, then, mustNot, because, already } = preview;
  const group = ([line, ids]: [string, readonly string[]]) => [
    `  ${String(ids.length).padStart(5)}  ${line}`,
    ...(list ? ids.map((id) => `           ${id}`) : []),
  ];
  return [
    `${lifeEvent} ${version}: ${could.length} could move, ${mustNot.length} must not.`,
    ...(could.length === 0 ? [] : ['Could move:', ...Object.entries(then).flatMap(group)]),
    ...(mustNot.length === 0 ? [] : ['Must not move, because', ...Object.entries(because).flatMap(group)]),
    ...alreadyInWords({ version, already }),
  ];
}

/** Routes that the command passes over, so that nobody looks for them. */
export function alreadyInWords({ version, already }: Pick<Preview, 'version' | 'already'>): string[] {
  return Object.entries(already)
    .toSorted()
    .map(([by, many]) =>
      by === version
        ? `By ${by} already: ${many}.`
        : `By ${by}, which is newer: ${many}. A route never goes back.`,
    );
}
