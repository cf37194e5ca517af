import { type CallState, findCallState } from '../../db/call-state.ts';
import type { Queries } from '../../db/client.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { effectKey } from '../../notation/effect-key.ts';
import type { Service } from '../../notation/service.ts';
import type { StepCall } from '../../temporal/messages.ts';
import type { World } from '../world.ts';

/** What is known of an instance of a step before anything personal is read. */
export interface Opening extends CallState {
  readonly args: StepCall;
  readonly undo: boolean;
  /** Key of the effect. */
  readonly key: string;
  readonly definition: CompiledRoute;
  readonly step: CompiledStep;
  /** The service that acts: the step's own, or the one that takes it back. */
  readonly service: Service;
  /** Whom the call goes to: the service's agency, or the one it was re-addressed to. */
  readonly agency: string;
}

/**
 * Finds the rows and contracts of a step. `calls`: the agency that will be called, most likely; its gate is looked at in
 * the same query. Throws where definition or catalogue lack it: a fault of ours.
 */
export async function openCall(
  world: World,
  args: StepCall,
  {
    undo = false,
    db = world.db.orm,
    calls = null,
  }: { readonly undo?: boolean; readonly db?: Queries; readonly calls?: string | null } = {},
): Promise<Opening> {
  const { route, step: id, instance, epoch } = args;
  const key = effectKey({ route, step: id, instance, epoch, undo });
  const state = await findCallState(db, { route, step: id, instance, key, agency: calls });
  const definition = await world.definitionOf(state.route.definition);
  const step = definition.steps[id];
  if (step === undefined) throw new Error(`The definition of ${route} has no step "${id}".`);
  const service = serviceOf(world, step, undo);
  const own = undo ? service.agency : step.agency;
  const agency = isHandedOn(state, step) ? state.row.agency : own;
  return { ...state, args, undo, key, definition, step, service, agency };
}

type HandedOn = CallState & { readonly row: NonNullable<CallState['row']> };

/** True where the agency of the definition said that another one is responsible: it also takes the act back. */
function isHandedOn(state: CallState, step: CompiledStep): state is HandedOn {
  return state.row !== null && state.row.agency !== step.agency;
}

function serviceOf(world: World, step: CompiledStep, undo: boolean): Service {
  const id = undo ? step.undo?.service : step.service;
  const service = id === undefined ? undefined : world.catalogue.services[id];
  if (service !== undefined) return service;
  throw new Error(
    id === undefined
      ? `The step "${step.title}" declares no undo.`
      : `The catalogue has no service "${id}", which open routes still use. Put it back.`,
  );
}
