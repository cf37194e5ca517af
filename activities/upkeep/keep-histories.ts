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
import { claimUnkept, markHistory, type UnkeptRoute } from '../../db/histories.ts';
import type { Upkeep } from './upkeep.ts';

/** What one go kept. */
export interface Kept {
  readonly kept: number;
  /** Temporal had removed them: nothing can bring them back. */
  readonly lost: number;
}

/** Rows that are locked while their histories are fetched and written. */
const atOnce = 20;

/**
 * Writes the histories of closed routes into `folder`, each once, before Temporal's retention ends. Several workers may
 * do this at once; a route whose worker died is taken up again and writes the same file. What cannot be kept now is
 * passed over until the next go. Throws the errors of Temporal, of PostgreSQL and of the folder.
 */
export async function keepHistories({ db, temporal, log }: Upkeep, folder: string): Promise<Kept> {
  const sum = { kept: 0, lost: 0 };
  let last: UnkeptRoute | undefined;
  do
    last = await db.orm.transaction(async (tx) => {
      const claimed = await claimUnkept(tx, atOnce, last);
      for (const route of claimed) {
        const history = await keep(temporal, route, folder);
        if (history === 'later') continue;
        await markHistory(tx, route.id, history);
        sum[history] += 1;
      }
      return claimed.length < atOnce ? undefined : claimed.at(-1);
    });
  while (last !== undefined);
  if (sum.kept > 0) log.info(sum, 'Kept histories of closed routes.');
  if (sum.lost > 0)
    log.warn(sum, 'Histories were removed by Temporal before they were kept: lengthen its retention.');
  return sum;
}

async function keep(
  temporal: Client,
  route: UnkeptRoute,
  folder: string,
): Promise<'kept' | 'lost' | 'later'> {
  try {
    const history = await fetchHistory(temporal, { workflowId: route.id });
    if (!hasEnded(history)) return 'later';
    await write(fileOf(route, folder), await keptFile(history));
    return 'kept';
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return (await isBeyondRetention(temporal, route)) ? 'lost' : 'later';
  }
}

/** A route's row is closed a moment before its workflow is. */
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
