import { CancellationScope } from '@temporalio/workflow';
import type { Outcome, RouteInput } from '../temporal/messages.ts';
import { carryRoute, withdrawWhenCancelled } from './carry-route.ts';
import { takeMessages } from './handlers.ts';
import { newRun } from './route-run.ts';

/**
 * The one workflow: it runs every life event by the definition in its input, and always ends Completed, with the
 * route's outcome. As the default export it answers to every workflow type; the type is the life event's id.
 */
export default async function lifeEvent(input: RouteInput): Promise<{ outcome: Outcome }> {
  const run = newRun(input);
  takeMessages(run);
  withdrawWhenCancelled(run);
  const outcome = await CancellationScope.nonCancellable(() => carryRoute(run));
  return { outcome };
}
