import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { dropForgotten } from '../activities/upkeep/drop-forgotten.ts';
import { dropCallbacksOfNobody } from '../activities/upkeep/drop-unmatched.ts';
import { keepHistories } from '../activities/upkeep/keep-histories.ts';
import { markStuckByFault } from '../activities/upkeep/mark-faults.ts';
import { bounds, reconcile } from '../activities/upkeep/reconcile.ts';
import { mendUnconfirmed } from '../activities/upkeep/mend-unconfirmed.ts';
import { raiseTasks, tellDailyList } from '../activities/upkeep/raise-tasks.ts';
import { startUnstarted } from '../activities/upkeep/start-unstarted.ts';
import { tellCallbacks } from '../activities/upkeep/tell-callbacks.ts';
import type { Upkeep } from '../activities/upkeep/upkeep.ts';
import { workOperations } from '../activities/upkeep/work-operations.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import type { WorkerConfig } from './config.ts';

/** Something done again and again beside the routes; several workers may do it at once. */
export interface Duty {
  readonly what: string;
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
}

type Settings = Pick<WorkerConfig, 'historyFolder' | 'operationRoutesPerSecond' | 'unknownCallbackDays'>;

/** What every worker looks after, by its settings. */
export function dutiesOf(
  upkeep: Upkeep & { readonly catalogue: Pick<Catalogue, 'agencies' | 'calendar' | 'country'> },
  settings: Settings,
): readonly Duty[] {
  return [
    { what: 'start waiting routes', everyMs: 2_000, work: () => startUnstarted(upkeep) },
    { what: 'pass on callbacks', everyMs: 2_000, work: () => tellCallbacks(upkeep) },
    { what: 'mark stuck by a fault of ours', everyMs: 15_000, work: () => markStuckByFault(upkeep) },
    { what: 'compare with Temporal', everyMs: 15_000, work: () => reconcile(upkeep, bounds) },
    { what: 'look after unconfirmed requests', everyMs: 15_000, work: () => mendUnconfirmed(upkeep) },
    {
      what: 'work on operations',
      everyMs: 1_000,
      work: () => workOperations(upkeep, settings.operationRoutesPerSecond),
    },
    { what: 'raise tasks left lying', everyMs: 60_000, work: () => raiseTasks(upkeep) },
    { what: 'tell the daily list', everyMs: 86_400_000, work: () => tellDailyList(upkeep) },
    { what: 'drop forgotten answers', everyMs: 3_600_000, work: () => dropForgotten(upkeep) },
    {
      what: 'drop callbacks of nobody',
      everyMs: 3_600_000,
      work: () => dropCallbacksOfNobody(upkeep, settings.unknownCallbackDays),
    },
    { what: 'keep histories', everyMs: 15_000, work: () => keepHistories(upkeep, settings.historyFolder) },
  ];
}

/** Hears what a duty did in one round, `failed` where it was left for the next. */
export type Came = (duty: string, result: unknown) => void;

/** Does its duties until `signal` says to end. What fails is tried again in the next round. */
export async function lookAfter(
  duties: readonly Duty[],
  { log, came }: { readonly log: Pick<Logger, 'warn'>; readonly came: Came },
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    duties.map(async ({ what, everyMs, work }) => {
      while (!signal.aborted) {
        const result = await work().catch((error: unknown) => {
          // The message of an error may quote what was sent.
          const kind = error instanceof Error ? error.name : typeof error;
          log.warn({ what, kind }, 'left for the next round');
          return 'failed';
        });
        came(what, result);
        await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      }
    }),
  );
}
