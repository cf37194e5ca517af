import { Context } from '@temporalio/activity';
import { keepDefinitions } from '../db/definitions.ts';
import { breakerSettings, type BreakerSettings } from '../db/gates.ts';
import type { EngineActivities, PerformArgs, Timed } from '../temporal/messages.ts';
import type { Told } from '../temporal/told.ts';
import { changeLaw } from './engine/change-law.ts';
import { closeRoute } from './engine/close-route.ts';
import { late } from './engine/late.ts';
import { mend } from './engine/mend.ts';
import { openStep } from './engine/open-step.ts';
import { reckon } from './engine/reckon.ts';
import { record } from './engine/record.ts';
import { settle } from './engine/settle.ts';
import { performService } from './perform-service.ts';
import { safely } from './safe-failure.ts';
import { showingFaults } from './show-faults.ts';
import { aboutOf, tell } from './told.ts';
import type { Surroundings, World } from './world.ts';

export type { Surroundings } from './world.ts';

/** What activities are made of; `surroundings` are given by tests only. */
export interface Deps extends Pick<World, 'db' | 'catalogue' | 'platform' | 'log' | 'onItsWayMs'> {
  readonly surroundings?: () => Surroundings;
  readonly breaker?: BreakerSettings;
}

type Activity = (args: never) => Promise<unknown>;

/**
 * All activities by their type: one per service of the catalogue, and the engine's own. A plain object: the worker
 * lists its activities, and a Proxy would list none.
 */
export function createActivities(deps: Deps): Record<string, Activity> {
  const world: World = {
    surroundings: temporalSurroundings,
    breaker: breakerSettings,
    ...deps,
    definitionOf: keepDefinitions(deps.db.orm),
    met: new Map(),
  };
  const services = Object.keys(deps.catalogue.services).map((id): [string, Activity] => [
    id,
    perform(world, id),
  ]);
  const engine: Record<keyof EngineActivities, Activity> = engineActivities(world);
  return {
    ...each(services, (name, activity) => (args) => safely(name, deps.log, () => activity(args))),
    ...each(Object.entries(engine), (name, activity) => (args: { readonly route: string }) => {
      const work = () => safely(name, deps.log, () => activity(args as never));
      return showingFaults(world, args.route, work);
    }),
  };
}

function each(
  activities: readonly (readonly [string, Activity])[],
  wrap: (name: string, activity: Activity) => Activity,
): Record<string, Activity> {
  return Object.fromEntries(activities.map(([name, activity]) => [name, wrap(name, activity)]));
}

const perform =
  (world: World, service: string) =>
  async (args: PerformArgs): Promise<Told<Timed>> => {
    const began = performance.now();
    const performed = await performService(world, service, args);
    const timed = { ...performed, tookMs: Math.round(performance.now() - began), of: aboutOf(args) };
    return args.undo ? { ...timed, undo: true } : timed;
  };

function engineActivities(world: World): EngineActivities {
  return {
    'open-step': (args) => tell(args, openStep(world, args)),
    record: (args) => record(world, args),
    settle: (args) => tell(args, settle(world, args)),
    late: (args) => tell(args, late(world, args)),
    mend: async (args) => {
      await mend(world, args);
      return { of: aboutOf(args) };
    },
    reckon: (args) => tell(args, reckon(world, args)),
    'change-law': (args) => changeLaw(world, args),
    'close-route': (args) => closeRoute(world, args),
  };
}

function temporalSurroundings(): Surroundings {
  const context = Context.current();
  return {
    attempt: context.info.attempt,
    cancelled: context.cancellationSignal,
    heartbeat: () => {
      context.heartbeat();
    },
  };
}
