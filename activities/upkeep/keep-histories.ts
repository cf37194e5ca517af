import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Client } from '@temporalio/client';
import {
  fetchHistory,
  isNotFound,
  keptFile,
  keptFileName,
  type RouteHistory,
} from '../../analysis/history/index.ts';
import { isDatabaseAway } from '../../db/away.ts';
import type { Queries } from '../../db/client.ts';
import { claimUnkept, markHistory, type UnkeptRoute } from '../../db/histories.ts';
import { closeTasksLeft } from '../../db/tasks.ts';
import { isTemporalUp } from '../../temporal/connection.ts';
import { mendRows, rebuildEnded } from './rebuild-route.ts';
import { kindOf, type Upkeep } from './upkeep.ts';

/** What one go kept. */
export interface Kept {
  readonly kept: number;
  /** Routes whose rows differed from their history. */
  readonly rebuilt: number;
  /** Temporal had removed them: nothing can bring them back. */
  readonly lost: number;
  /** Temporal answers, but does not give these: each is tried again in the next go, and holds up no other. */
  readonly failed: number;
}

/** A route's row is closed a moment before its workflow is, or some moments before a killed worker's successor says so. */
const soonMs = 30_000;

/** Rows that are locked while their histories are fetched and written. */
const atOnce = 20;

/**
 * Writes the histories of closed routes into `folder`, each once, before Temporal's retention ends, and their rows anew
 * where they say otherwise: a lost workflow task may have begun what its repeat did not, or closed what goes on. Several
 * workers may do this at once; a route whose worker died is taken up again and writes the same file. What cannot be kept
 * now is passed over until the next go. Throws where Temporal is away, and the errors of PostgreSQL and of the folder.
 */
export async function keepHistories(upkeep: Upkeep, folder: string): Promise<Kept> {
  const { db, log } = upkeep;
  const sum = { kept: 0, lost: 0, rebuilt: 0, failed: 0 };
  const running: UnkeptRoute[] = [];
  let last: UnkeptRoute | undefined;
  do
    last = await db.orm.transaction(async (tx) => {
      const claimed = await claimUnkept(tx, atOnce, last);
      for (const route of claimed) {
        const did = await settle(upkeep, tx, { route, folder });
        if (did === 'running') running.push(route);
        else for (const one of did) sum[one] += 1;
      }
      return claimed.length < atOnce ? undefined : claimed.at(-1);
    });
  while (last !== undefined);
  for (const { id, closedAt } of running)
    if (Date.now() - closedAt.getTime() > soonMs && (await mendRows(upkeep, id)) === 'rewritten')
      sum.rebuilt += 1;
  if (sum.kept > 0) log.info(sum, 'Kept histories of closed routes.');
  if (sum.lost > 0)
    log.warn(sum, 'Histories were removed by Temporal before they were kept: lengthen its retention.');
  return sum;
}

/** What became of one route: nothing where it is left for another time. */
async function settle(
  { temporal, log }: Upkeep,
  tx: Queries,
  { route, folder }: { readonly route: UnkeptRoute; readonly folder: string },
): Promise<readonly (keyof Kept)[] | 'running'> {
  const read = await readEnded({ temporal, log }, route);
  if (read === 'running') return read;
  if (read === 'failed') return [read];
  if (read === 'gone') {
    if (!(await isBeyondRetention(temporal, route))) return [];
    await markHistory(tx, route.id, 'lost');
    return ['lost'];
  }
  await write(fileOf(route, folder), read.file);
  const isAnew = await rebuild(tx, { route: route.id, history: read.history, log });
  await markHistory(tx, route.id, 'kept');
  return isAnew ? ['kept', 'rebuilt'] : ['kept'];
}

/** The history of a route that has ended, also as it is kept. Throws where Temporal is away. */
async function readEnded(
  { temporal, log }: Pick<Upkeep, 'temporal' | 'log'>,
  { id }: UnkeptRoute,
): Promise<{ readonly history: RouteHistory; readonly file: Buffer } | 'running' | 'gone' | 'failed'> {
  try {
    const history = await fetchHistory(temporal, { workflowId: id });
    return hasEnded(history) ? { history, file: await keptFile(history) } : 'running';
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    if (!(await isTemporalUp(temporal))) throw error;
    const { code } = error as { readonly code?: unknown };
    log.warn(
      { route: id, kind: kindOf(error), code },
      'The history of a route cannot be kept now: Temporal answers, but does not give it. The others are kept.',
    );
    return 'failed';
  }
}

/** True where rows were written. Rows that cannot be compared keep no history from being kept. */
async function rebuild(
  tx: Queries,
  {
    route,
    history,
    log,
  }: { readonly route: string; readonly history: RouteHistory; readonly log: Upkeep['log'] },
): Promise<boolean> {
  try {
    const isAnew = await tx.transaction(async (part) => {
      const rebuilt = await rebuildEnded(part, route, history);
      if (rebuilt.is === 'differed') await closeTasksLeft(part, route);
      return rebuilt.is === 'differed';
    });
    if (isAnew)
      log.warn({ route }, 'The rows of a closed route differed from its history, and were written anew.');
    return isAnew;
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.warn({ route, kind: kindOf(error) }, 'The rows of a route could not be compared with its history.');
    return false;
  }
}

function hasEnded({ history }: RouteHistory): boolean {
  const last = history.events?.at(-1);
  return Object.keys(last ?? {}).some((key) =>
    /^workflowExecution(Completed|Failed|TimedOut|Terminated|Canceled)Event/.test(key),
  );
}

/** Asks the server itself: where it does not answer, or knows no such namespace, nothing is lost. */
async function isBeyondRetention(temporal: Client, { closedAt }: UnkeptRoute): Promise<boolean> {
  const { namespace } = temporal.options;
  const { config } = await temporal.workflowService.describeNamespace({ namespace });
  const retentionMs = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1_000;
  return retentionMs > 0 && Date.now() - closedAt.getTime() > retentionMs;
}

/** One folder for each day on which routes closed (UTC). */
function fileOf({ id, closedAt }: UnkeptRoute, folder: string): string {
  return join(folder, closedAt.toISOString().slice(0, 10), keptFileName(id));
}

/** Nobody sees half a file, also when two workers write it. */
async function write(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.half`;
  await writeFile(half, bytes, { flush: true });
  await rename(half, file);
}
