import type { Queries } from '../../db/client.ts';
import { findDefinition } from '../../db/definitions.ts';
import { isDecisionStored } from '../../db/personal/decisions.ts';
import { findRoute } from '../../db/route-view.ts';
import { agencyOfStep } from '../../db/steps.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import type { Caller } from '../callers/caller.ts';
import type { ApiDeps } from '../deps.ts';
import type { Call } from '../http/endpoint.ts';
import { Problem } from '../problems/problem.ts';
import { viewerOf } from '../read-model/sight.ts';
import { demandOpen } from './steer.ts';

/** One instance of a step of a route. */
export interface Place {
  readonly route: string;
  readonly step: string;
  readonly instance: number;
}

/**
 * The step of an open route that an officer wants to move. Throws the Problem that fits: 404 where they do not see the
 * route, 403 where the step is with another agency's team, 409 where the route is closed.
 */
export async function officersStep(
  { db }: Pick<ApiDeps, 'db'>,
  { caller, once }: Pick<Call, 'caller' | 'once'>,
  place: Place,
): Promise<CompiledStep> {
  const route = await findRoute(db.orm, viewerOf(caller), place.route);
  if (route === undefined) throw new Problem('not-found');
  const { steps } = await findDefinition(db.orm, route.definition);
  const compiled = Object.hasOwn(steps, place.step) ? steps[place.step] : undefined;
  if (compiled === undefined) throw new Problem('not-found');
  await demandTeam(db.orm, caller, { place, compiled });
  await demandOpen(db, place.route, () => isDecisionStored(db.orm, once?.id ?? ''));
  return compiled;
}

/** The team of the agency that the step is with: another one than the definition's where it was re-addressed. */
async function demandTeam(
  db: Queries,
  caller: Caller,
  { place, compiled }: { readonly place: Place; readonly compiled: CompiledStep },
): Promise<void> {
  if (caller.role !== 'officer') throw new Problem('forbidden');
  const agency = (await agencyOfStep(db, place)) ?? compiled.agency;
  if (agency !== caller.team) throw new Problem('not-your-team');
}
