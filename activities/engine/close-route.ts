import type { Queries } from '../../db/client.ts';
import { closeRouteRow } from '../../db/close-route.ts';
import { findRoute } from '../../db/routes.ts';
import { lastStepOf } from '../../db/steps.ts';
import { hasOfficerTask, openOfficerTask } from '../../db/tasks.ts';
import type { CloseArgs, Overtaken } from '../../temporal/messages.ts';
import type { Closed } from '../../temporal/told.ts';
import { officerTaskOf } from '../officer-task.ts';
import { overtakenBy } from '../told.ts';
import type { World } from '../world.ts';

/**
 * Closes the route and what was still asked of anybody. After a death an officer's task stays: somebody must look
 * after what the state owes the family, without writing to them.
 */
export async function closeRoute(world: World, close: CloseArgs): Promise<Closed & Overtaken> {
  const standing =
    close.reason === 'death' ? await closeAfterDeath(world, close) : await closeRouteRow(world.db.orm, close);
  const { seq, outcome, reason } = close;
  return { seq, outcome, reason, ...overtakenBy(standing, seq) };
}

async function closeAfterDeath(world: World, close: CloseArgs): Promise<number> {
  return world.db.orm.transaction(async (tx) => {
    if (!(await hasOfficerTask(tx, close.route))) await askAnOfficer(tx, world, close);
    return closeRouteRow(tx, close);
  });
}

/** For the team of the step that the route had come to. */
async function askAnOfficer(tx: Queries, world: World, { route, seq }: CloseArgs): Promise<void> {
  const last = await lastStepOf(tx, route);
  if (last === undefined) return;
  const definition = await world.definitionOf((await findRoute(tx, route)).definition);
  const step = definition.steps[last.step];
  if (step === undefined) return;
  const args = { route, step: last.step, instance: last.instance, epoch: last.epoch, seq };
  await openOfficerTask(tx, officerTaskOf({ args, step, agency: last.agency }));
}
