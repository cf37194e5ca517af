import type { Queries } from '../../db/client.ts';
import { findDefinition } from '../../db/definitions.ts';
import { findRoute } from '../../db/routes.ts';
import { lastStepOf } from '../../db/steps.ts';
import { closeTeamsTasks, openOfficerTask } from '../../db/tasks.ts';
import type { Country } from '../../notation/catalogue.ts';

type Operator = Pick<Country, 'operatorTeam'>;

/** Opens an officer's task for those who look after the whole, at the step that the route had come to. */
export async function askOperator(tx: Queries, { operatorTeam }: Operator, route: string): Promise<void> {
  const at = await placeOf(tx, route);
  if (operatorTeam === undefined || at === undefined) return;
  const nobody = { party: null, personKey: null, field: null, dueAt: null } as const;
  await openOfficerTask(tx, { route, ...at, kind: 'officer', team: operatorTeam, ...nobody });
}

/** The last step that began, else the first one. */
async function placeOf(tx: Queries, route: string) {
  const { definition } = await findRoute(tx, route);
  const { steps } = await findDefinition(tx, definition);
  const [first = ''] = Object.keys(steps);
  const { step, instance, epoch } = (await lastStepOf(tx, route)) ?? { step: first, instance: 0, epoch: 1 };
  const service = steps[step]?.service;
  return service === undefined ? undefined : { step, instance, epoch, service };
}

/** The route goes on: what was asked of the operator is done. */
export async function thankOperator(tx: Queries, { operatorTeam }: Operator, route: string): Promise<void> {
  if (operatorTeam !== undefined) await closeTeamsTasks(tx, route, operatorTeam);
}
