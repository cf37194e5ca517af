import { setFlagsFromString } from 'node:v8';

/**
 * The SDK writes down a call stack for every promise of a workflow, about half of what a route costs in its thread. It is
 * of use for the call stack in the Temporal UI only, and for the place where a workflow failed. Left out in all contexts
 * of this process that are made from now on, such as those of workflows; our own errors keep theirs.
 */
export function leaveOutTraces(): void {
  setFlagsFromString('--stack-trace-limit=0');
}
