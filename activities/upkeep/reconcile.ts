import { randomInt } from 'node:crypto';
import { clearFaultsOf, markFaults } from '../../db/route-faults.ts';
import { noteRun, type OpenRoute, pickOpenRoutes } from '../../db/runs/runs.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { type LatestRun, latestRuns } from '../../temporal/latest-runs.ts';
import { type Finding, findingOf, isOtherRun } from './compare-run.ts';
import { askOperator, thankOperator } from './operator-task.ts';
import { mendRows } from './rebuild-route.ts';
import type { Upkeep } from './upkeep.ts';

/** What one go of the reconciler found, and did something about. */
export interface Reconciled {
  /** Open routes whose run was looked at. */
  readonly looked: number;
  /** Marked, and given to the operator's officers: Temporal does not know them, or their run was ended. */
  readonly lost: number;
  readonly ended: number;
  /** They run again: the mark and the task are taken away. */
  readonly back: number;
  /** Reset by hand; their rows say what the new run's history says. */
  readonly reset: number;
  /** Rows that were written anew from a history, of routes that had closed, were reset, or were picked as a sample. */
  readonly rebuilt: number;
}

/** How much one go looks at. */
export interface Bounds {
  readonly routes: number;
  /** All are looked at once in so long, if that is long enough for them. */
  readonly everyMs: number;
  /** Routes whose rows are compared with their whole history, though nothing speaks against them. */
  readonly sample: number;
}
/** What Temporal takes to list them shall stay below a fiftieth of a core (docs/decisions/0037). */
export const bounds: Bounds = { routes: 250, everyMs: 60_000, sample: 3 };

interface Found {
  readonly route: OpenRoute;
  readonly latest: LatestRun | undefined;
  readonly finding: Finding | null;
}

type Reconciler = Upkeep & { readonly catalogue: Pick<Catalogue, 'country'> };

/**
 * Compares the next open routes with their runs in Temporal, and does what can be done without an officer. Nothing is
 * started anew: effects may have happened. Several workers may do this at once.
 */
export async function reconcile(reconciler: Reconciler, { sample, ...which }: Bounds): Promise<Reconciled> {
  const open = await pickOpenRoutes(reconciler.db, { limit: which.routes, everyMs: which.everyMs });
  const runs = await latestRuns(
    reconciler.temporal,
    open.map(({ id }) => id),
  );
  const found = open.map((route): Found => {
    const latest = runs.get(route.id);
    return { route, latest, finding: findingOf(route, latest) };
  });
  const did = { looked: open.length, ...{ lost: 0, ended: 0, back: 0, reset: 0, rebuilt: 0 } };
  for (const one of found) {
    const what = await settleFinding(reconciler, one);
    if (what !== null) did[what] += 1;
  }
  did.rebuilt = await mendFound(reconciler, found, sample);
  for (const { route, latest } of found)
    if (latest !== undefined && isOtherRun(route, latest))
      await noteRun(reconciler.db.orm, route.id, latest.runId);
  return did;
}

/** Compares rows with their history where something speaks against them, and some others; how many were written anew. */
async function mendFound(reconciler: Reconciler, found: readonly Found[], sample: number): Promise<number> {
  const doubtful = found.filter(({ finding }) => finding === 'row-behind' || finding === 'reset');
  const sound = found.filter(({ finding }) => finding === null);
  let rebuilt = 0;
  for (const { route } of [...doubtful, ...someOf(sound, sample)])
    if ((await mendRows(reconciler, route.id)) === 'rewritten') rebuilt += 1;
  return rebuilt;
}

/** So many that stand together, from anywhere: each is a sample at times. */
function someOf<T>(all: readonly T[], count: number): T[] {
  const from = randomInt(Math.max(1, all.length - count + 1));
  return all.slice(from, from + count);
}

type Did = 'lost' | 'ended' | 'back' | 'reset';

async function settleFinding(reconciler: Reconciler, found: Found): Promise<Did | null> {
  const { route, finding } = found;
  if (finding === null || finding === 'row-behind') return null;
  return (await acts[finding](reconciler, route.id)) ? finding : null;
}

/** What each finding leads to; false where it was known already. */
const acts: Readonly<Record<Did, (reconciler: Reconciler, route: string) => Promise<boolean>>> = {
  lost: (reconciler, route) => holdUp(reconciler, route, 'lost'),
  ended: (reconciler, route) => holdUp(reconciler, route, 'ended'),
  back: async ({ db, log, catalogue }, route) => {
    await db.orm.transaction(async (tx) => {
      await clearFaultsOf(tx, [route], ['run-ended', 'run-lost']);
      await thankOperator(tx, catalogue.country, route);
    });
    log.info({ route }, 'A route runs again that was held up.');
    return true;
  },
  reset: async ({ db, log }, route) => {
    await clearFaultsOf(db.orm, [route], ['activity-fails']);
    log.warn({ route }, 'A route was reset by hand: its new run goes on.');
    return true;
  },
};

async function holdUp(
  { db, log, catalogue }: Reconciler,
  route: string,
  finding: 'lost' | 'ended',
): Promise<boolean> {
  const isNew = await db.orm.transaction(async (tx) => {
    const marked = await markFaults(tx, [route], `run-${finding}`);
    if (marked.length > 0) await askOperator(tx, catalogue.country, route);
    return marked.length > 0;
  });
  if (isNew) log.warn({ route }, sentences[finding]);
  return isNew;
}

const sentences = {
  lost: 'Temporal does not know an open route: bring back the backup that belongs to this database.',
  ended: 'The run of an open route was ended: look why, then npm run reopen.',
} as const;
