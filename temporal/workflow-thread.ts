import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Loaded into a thread, it takes out of workflows what `leanWorkflows` tells. */
export const leanThread = fileURLToPath(new URL('./lean-thread.cjs', import.meta.url));

const lookEveryMs = 5_000;
/** A whole minute without a word, while something is asked: no workflow that comes to an end takes as long. */
const looksInVain = 12;

/** What the SDK asks of a thread, as far as we look: each request is answered by a message with its id, in order. */
interface Asked {
  readonly requestId: number;
  readonly input: { readonly runId?: string };
}

/** The SDK's own file for threads that run workflows. */
export const isWorkflowThread = (file: string | URL): boolean =>
  String(file).endsWith('/workflow-worker-thread.js');

/**
 * A thread that runs workflows, with one watch over all its calls. One that never returns ends the thread, and with it
 * the worker, with an error that names the run; other workers take over its routes.
 */
export class WorkflowThread extends Worker {
  readonly #asked = new Map<number, Asked['input']>();
  #inVain = 0;

  constructor(file: string | URL, everyMs = lookEveryMs) {
    super(file, { execArgv: [...process.execArgv, '--require', leanThread] });
    const watch = setInterval(() => {
      this.#look();
    }, everyMs).unref();
    this.once('exit', () => {
      clearInterval(watch);
    });
    this.on('message', ({ requestId }: Asked) => {
      this.#inVain = 0;
      this.#asked.delete(requestId);
    });
  }

  override postMessage(message: Asked, ...more: []): void {
    this.#asked.set(message.requestId, message.input);
    super.postMessage(message, ...more);
  }

  #look(): void {
    const [first] = this.#asked.values();
    this.#inVain = first === undefined ? 0 : this.#inVain + 1;
    if (first === undefined || this.#inVain < looksInVain) return;
    this.#asked.clear();
    const run = first.runId ?? 'unknown';
    const error = new Error(
      `The workflow of run ${run} does not come to an end of its own: this worker ends. Terminate that run if others end too.`,
    );
    this.emit('error', error);
    void this.terminate();
  }
}
