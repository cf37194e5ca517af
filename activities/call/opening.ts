import { type CallState, findCallState } from '../../db/call-state.ts';
import type { Queries } from '../../db/client.ts';
import type { PlaceQuestion } from '../../db/places.ts';
import type { CompiledRoute, CompiledStep } from '../../notation/compiled-route.ts';
import { effectKey } from '../../notation/effect-key.ts';
import type { Service } from '../../notation/service.ts';
import type { StepCall } from '../../temporal/messages.ts';
import type { World } from '../world.ts';
import type { Promised } from './place.ts';
import { readsOf } from './sources.ts';

/** What is known of an instance of a step before anything personal is read. */
export interface Opening extends Omit<CallState, 'place'> {
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
  /** In that agency's rate limit; null where it has to be asked for. */
  readonly place: Promised | null;
}

interface Opens {
  readonly undo?: boolean;
  readonly db?: Queries;
  /** The agency that will be called, most likely. */
  readonly calls?: string | null;
  /** Its place there, wanted by the same query. */
  readonly place?: PlaceQuestion | null;
}

/**
 * Finds the rows and contracts of a step. The gate of the agency that it `calls` is looked at in the same query, which
 * reads the data of the call too where it may go, and where it is known what its input is made of; and takes its `place`, where
 * one is wanted. Throws where definition or catalogue lack the step or its service: a fault of ours.
 */
export async function openCall(world: World, args: StepCall, opens: Opens = {}): Promise<Opening> {
  const { undo = false, calls = null } = opens;
  const { route, step, instance, epoch } = args;
  const key = effectKey({ route, step, instance, epoch, undo });
  // Nothing is awaited before a route is met: whoever comes at the same moment finds that it is being met.
  const reads = world.met.has(route) ? await likelyReads(world, args, calls) : null;
  const asked = performance.now();
  const looking = findCallState(opens.db ?? world.db.orm, {
    ...{ route, step, instance, key, agency: calls, place: opens.place ?? null },
    data: reads && { reads, epoch, undo },
  });
  const state = await meeting(world, route, looking);
  const contract = await contractOf(world, state, { step, undo });
  return { ...state, ...contract, ...readAhead(contract, state, { calls, reads, asked }), args, undo, key };
}

/** What the definition makes of a step. */
type Contract = Pick<Opening, 'definition' | 'step' | 'service' | 'agency'>;

/** Counts where the definition is as it was known. `asked`: an instant of `performance.now()`. */
function readAhead(
  { agency, step }: Contract,
  { data, place }: CallState,
  { calls, reads, asked }: { calls: string | null; reads: readonly string[] | null; asked: number },
): Pick<Opening, 'data' | 'place'> {
  const isAsExpected = agency === calls && String(readsOf(step)) === String(reads);
  if (!isAsExpected) return { data: null, place: null };
  return { data, place: place && { ...place, asked, answered: performance.now() } };
}

async function contractOf(
  world: World,
  state: CallState,
  { step: id, undo }: { readonly step: string; readonly undo: boolean },
): Promise<Contract> {
  const definition = await definitionOf(world, state);
  const step = definition.steps[id];
  if (step === undefined) throw new Error(`The definition of ${state.route.id} has no step "${id}".`);
  const service = serviceOf(world, step, undo);
  const own = undo ? service.agency : step.agency;
  return { definition, step, service, agency: isHandedOn(state, step) ? state.row.agency : own };
}

/** Routes whose definitions are known at once, at most. */
const metAtMost = 10_000;

/**
 * By the definition that the route had when it was last met here. Null where it was not, and where that one has another
 * agency than is looked at: nothing personal is read before it is known whether the call may go.
 */
async function likelyReads(
  { definitionOf, met }: World,
  { route, step }: StepCall,
  calls: string | null,
): Promise<string[] | null> {
  if (calls === null) return null;
  const hash = await met.get(route);
  const likely = hash === undefined ? undefined : (await definitionOf(hash)).steps[step];
  return likely?.agency === calls ? readsOf(likely) : null;
}

/**
 * Of calls that begin together on a route that has not been met, the first one finds its definition; the others wait for
 * that, and read all in one statement then, no later than they would in two.
 */
async function meeting({ met }: World, route: string, finding: Promise<CallState>): Promise<CallState> {
  if (met.has(route)) return finding;
  const found = finding.then(
    ({ route: { definition } }) => definition,
    () => undefined,
  );
  met.set(route, found);
  if ((await found) === undefined) met.delete(route);
  return finding;
}

async function definitionOf({ definitionOf, met }: World, { route }: CallState): Promise<CompiledRoute> {
  if (met.size >= metAtMost) met.clear();
  met.set(route.id, route.definition);
  return definitionOf(route.definition);
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
