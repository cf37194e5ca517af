import { patched } from '@temporalio/workflow';
import { othersFirst } from './others-first.ts';
import type { RouteRun } from './route-run.ts';
import { show } from './tell.ts';

/**
 * Sees to it that what has come from outside leaves something in the history, also where nothing follows from it yet,
 * such as the end of one of several calls. Between two workflow tasks that left nothing, and a message after them, the
 * SDK does not know where one ends: a worker that has not the route in memory takes what came with the second one and the
 * message together, the message first. On replay it knows, and takes what came before the message first; the route could
 * not go on (decision 38). A local activity that is under way leaves its own result.
 */
export function leaveTrace(run: RouteRun): void {
  run.owesTrace = true;
  void othersFirst().then(() => {
    const isDue = run.owesTrace && run.local.tickets.length === 0;
    // Routes that were begun before go on as they did.
    if (isDue && patched('trace')) show(run);
  });
}

/** Waits for an activity that has been put into a queue just now, which is a trace; its end leaves one too. */
export async function tracing<Result>(run: RouteRun, activity: Promise<Result>): Promise<Result> {
  run.owesTrace = false;
  try {
    return await activity;
  } finally {
    leaveTrace(run);
  }
}
