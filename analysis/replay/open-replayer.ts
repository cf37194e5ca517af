import type { HistoryAndWorkflowId } from '@temporalio/client';
import { type ReplayResult, Worker } from '@temporalio/worker';

/** Replays histories one after the other by the same worker; one at a time. */
export interface Replayer {
  /** What the SDK says against a history; undefined where the code does what it says. Never rejects. */
  replay(history: HistoryAndWorkflowId): Promise<Error | undefined>;
  /** Ends its worker. */
  close(): Promise<void>;
}

type Run = (histories: AsyncIterable<HistoryAndWorkflowId>) => AsyncIterator<ReplayResult>;

/** `bundle`: file with the workflow bundle. The worker is started with the first history. */
export function openReplayer(bundle: string): Replayer {
  return replayerOver((histories) =>
    Worker.runReplayHistories({ workflowBundle: { codePath: bundle } }, histories)[Symbol.asyncIterator](),
  );
}

/** `run` starts a worker. One that ends by itself says nothing against a history: only where a second one ends too. */
export function replayerOver(run: Run): Replayer {
  let running: Running | undefined;
  const once = async (history: HistoryAndWorkflowId): Promise<{ readonly error: Error | undefined }> => {
    running ??= start(run);
    try {
      running.push({ done: false, value: history });
      const result = await running.results.next();
      if (result.done !== true) return { error: result.value.error };
      throw new Error('The replay ended early.');
    } catch (error) {
      // The next history gets another worker.
      running = undefined;
      throw error;
    }
  };
  return {
    replay: async (history) => {
      try {
        return (await once(history).catch(() => once(history))).error;
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    },
    close: async () => {
      running?.push({ done: true, value: undefined });
      await running?.results.next();
      running = undefined;
    },
  };
}

type Next = IteratorResult<HistoryAndWorkflowId, undefined>;

interface Running {
  readonly push: (next: Next) => void;
  readonly results: AsyncIterator<ReplayResult>;
}

/** The SDK takes a history when it has given back the result of the one before. */
function start(run: Run): Running {
  let handed = Promise.withResolvers<Next>();
  const histories = {
    [Symbol.asyncIterator]: () => ({
      next: async (): Promise<Next> => {
        const next = await handed.promise;
        handed = Promise.withResolvers();
        return next;
      },
    }),
  };
  return {
    push: (next) => {
      handed.resolve(next);
    },
    results: run(histories),
  };
}
