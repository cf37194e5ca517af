import { and, eq, ne } from 'drizzle-orm';
import { rebuildRoute } from '../../activities/upkeep/rebuild-route.ts';
import { inWords } from '../../analysis/fold/index.ts';
import { fetchHistory } from '../../analysis/history/index.ts';
import { openReplayer, replayRoute } from '../../analysis/replay/index.ts';
import type { Database } from '../../db/client.ts';
import { routes, steps } from '../../db/schema.ts';
import { createClient } from '../../temporal/connection.ts';
import { leanWorkflows } from '../../temporal/lean-workflows.ts';
import type { Verdict, Violation } from './check.ts';

type Temporal = ReturnType<typeof createClient>;

export interface Histories {
  readonly db: Database;
  /** host:port. */
  readonly address: string;
  /** File with the workflow bundle. */
  readonly bundle: string;
  readonly routes: readonly string[];
}

/**
 * Every history replays the same, and every row is what its history makes it; a row that we spoil is found. One history
 * at a time is in memory.
 */
export async function judgeHistories({ db, address, bundle, routes: ids }: Histories): Promise<Verdict[]> {
  leanWorkflows();
  const temporal = createClient({ address, namespace: 'default' });
  try {
    const read = [replays(temporal, bundle, ids), rowsAsHistories(db, temporal, ids)];
    return [...(await Promise.all(read)), await findsPlanted(db, temporal)];
  } finally {
    await temporal.connection.close();
  }
}

async function replays(temporal: Temporal, bundle: string, ids: readonly string[]): Promise<Verdict> {
  const replayer = openReplayer(bundle);
  let events = 0;
  const violations = await eachOf(ids, async (id) => {
    const history = await fetchHistory(temporal, { workflowId: id });
    events += history.history.events?.length ?? 0;
    const difference = await replayRoute(replayer, history);
    if (difference === null) return [];
    const { eventId, eventType, recorded, wanted } = difference;
    return [`differs at event ${eventId} (${eventType}): recorded ${recorded}, wanted ${wanted}`];
  });
  await replayer.close();
  return {
    check: 'all histories replay the same',
    counted: `${ids.length} histories, ${events} events`,
    violations,
  };
}

async function rowsAsHistories(db: Database, temporal: Temporal, ids: readonly string[]): Promise<Verdict> {
  const violations = await eachOf(ids, async (id) => {
    const looked = await rebuildRoute({ db, temporal }, id, { write: false });
    if (looked.is === 'unknown') return ['has a history and no row'];
    return looked.is === 'differed' ? looked.differences.map(inWords) : [];
  });
  return {
    check: 'the read model is the fold of the histories',
    counted: `${ids.length} routes compared`,
    violations,
  };
}

/** Looks at one route after the other. One that cannot be looked at is a violation, and hides no other. */
export async function eachOf(
  ids: readonly string[],
  look: (id: string) => Promise<readonly string[]>,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const route of ids) {
    const found = await look(route).catch((error: unknown) => [`could not be looked at: ${String(error)}`]);
    violations.push(...found.map((what) => ({ route, what })));
  }
  return violations;
}

/** Rows spoilt on purpose, each of another route: a wrong status, a step that is gone, a wrong outcome. */
async function findsPlanted(db: Database, temporal: Temporal): Promise<Verdict> {
  const closed = await db.orm
    .select({ id: routes.id })
    .from(routes)
    .where(and(eq(routes.state, 'closed'), ne(routes.outcome, 'refused')))
    .limit(plants.length);
  const violations: Violation[] = [];
  for (const [number, plant] of plants.entries()) {
    const what = await fateOf(plant, { db, temporal, route: closed[number]?.id });
    if (what !== null) violations.push({ route: closed[number]?.id ?? null, what });
  }
  return {
    check: 'planted wrong rows are found and mended',
    counted: `${plants.length} planted`,
    violations,
  };
}

/** Null where a planted row was found and mended. */
async function fateOf(
  { what, spoil }: Plant,
  {
    db,
    temporal,
    route,
  }: { readonly db: Database; readonly temporal: Temporal; readonly route: string | undefined },
): Promise<string | null> {
  if (route === undefined) return `no closed route is left to plant ${what}`;
  await spoil(db, route);
  if ((await rebuildRoute({ db, temporal }, route, { write: true })).is !== 'differed')
    return `${what} was not found`;
  const again = await rebuildRoute({ db, temporal }, route, { write: false });
  return again.is === 'same' ? null : `${what} was not mended`;
}

interface Plant {
  readonly what: string;
  readonly spoil: (db: Database, route: string) => Promise<unknown>;
}

const plants: readonly Plant[] = [
  {
    what: 'a wrong status',
    spoil: ({ orm }, route) =>
      orm.update(steps).set({ status: 'stuck', endedAt: null }).where(eq(steps.route, route)),
  },
  { what: 'a missing row', spoil: ({ orm }, route) => orm.delete(steps).where(eq(steps.route, route)) },
  {
    what: 'a wrong outcome',
    spoil: ({ orm }, route) => orm.update(routes).set({ outcome: 'refused' }).where(eq(routes.id, route)),
  },
];
