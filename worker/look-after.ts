import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { dropForgotten } from '../activities/upkeep/drop-forgotten.ts';
import { keepHistories } from '../activities/upkeep/keep-histories.ts';
import { markStuckByFault } from '../activities/upkeep/mark-faults.ts';
import { startUnstarted } from '../activities/upkeep/start-unstarted.ts';
import { tellCallbacks } from '../activities/upkeep/tell-callbacks.ts';
import type { Upkeep } from '../activities/upkeep/upkeep.ts';
import { workOperations } from '../activities/upkeep/work-operations.ts';
import type { WorkerConfig } from './config.ts';

/** Something done again and again beside the routes; several workers may do it at once. */
export interface Duty {
  readonly what: string;
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
}

type Settings = Pick<WorkerConfig, 'historyFolder' | 'operationRoutesPerSecond'>;

/** What every worker looks after, by its settings. */
export function dutiesOf(upkeep: Upkeep, settings: Settings): readonly Duty[] {
  return [
    { what: 'start waiting routes', everyMs: 2_000, work: () => startUnstarted(upkeep) },
    { what: 'pass on callbacks', everyMs: 2_000, work: () => tellCallbacks(upkeep) },
    { what: 'mark stuck by a fault of ours', everyMs: 15_000, work: () => markStuckByFault(upkeep) },
    {
      what: 'work on operations',
      everyMs: 1_000,
      work: () => workOperations(upkeep, settings.operationRoutesPerSecond),
    },
    { what: 'drop forgotten answers', everyMs: 3_600_000, work: () => dropForgotten(upkeep) },
    { what: 'keep histories', everyMs: 60_000, work: () => keepHistories(upkeep, settings.historyFolder) },
  ];
}

/** Does its duties until `signal` says to end. What fails is tried again in the next round. */
export async function lookAfter(
  duties: readonly Duty[],
  log: Pick<Logger, 'warn'>,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    duties.map(async ({ what, everyMs, work }) => {
      while (!signal.aborted) {
        await work().catch((error: unknown) => {
          // The message of an error may quote what was sent.
          const kind = error instanceof Error ? error.name : typeof error;
          log.warn({ what, kind }, 'left for the next round');
        });
        await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      }
    }),
  );
}
