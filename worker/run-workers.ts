import type { Worker } from '@temporalio/worker';

/**
 * Runs workers until `signal` says to end: they finish what they have begun within their grace time. When one of them
 * fails, the others end too, and its error is thrown: half a process helps nobody.
 */
export async function runWorkers(workers: readonly Worker[], signal: AbortSignal): Promise<void> {
  const end = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  signal.addEventListener('abort', end, { once: true });
  const runs = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      end();
    }
  });
  const ended = await Promise.allSettled(runs);
  signal.removeEventListener('abort', end);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** True while every worker polls. */
export function areRunning(workers: readonly Worker[]): boolean {
  return workers.length > 0 && workers.every((worker) => worker.getState() === 'RUNNING');
}
