import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import { isWorkflowThread, leanThread, WorkflowThread } from './workflow-thread.ts';

/** Marks a `Worker` that has been replaced: tests share their process. */
const replaced = Symbol.for('hayot.workflow-thread');

/**
 * Takes two things out of workflows that the SDK does for whoever looks for a fault in their code, and that were more
 * than half of what a replay costs:
 * - a call stack, written down for every promise of a workflow, for the page *Call Stack* of the Temporal UI. V8 itself has
 *   a quicker way for promises that nobody listens to.
 * - a thread that is started for each of the several calls into a workflow that an activation takes, to end a call that
 *   never returns. One look at the workflow thread every few seconds does instead (`WorkflowThread`).
 */
export function leanWorkflows(): void {
  const require = createRequire(import.meta.url);
  const threads = require('node:worker_threads') as { Worker: ThreadClass };
  if (replaced in threads.Worker) return;
  // The SDK replays in the thread that asks for it, and lets a call take seven weeks there.
  require(leanThread);
  threads.Worker = new Proxy(threads.Worker, {
    has: (target, name) => name === replaced || Reflect.has(target, name),
    // A class of its own that is made of `Worker`, such as `WorkflowThread`, stays what it is.
    construct: (target, args: ConstructorParameters<ThreadClass>, made) =>
      made === threads.Worker && isWorkflowThread(args[0])
        ? new WorkflowThread(args[0])
        : (Reflect.construct(target, args, made) as object),
  });
}

type ThreadClass = typeof Worker;
