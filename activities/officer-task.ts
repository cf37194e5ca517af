import type { TaskToOpen } from '../db/tasks.ts';
import type { Opening } from './call/opening.ts';

/** A task for the team of the agency that a step is with: something only an officer can decide or look after. */
export function officerTaskOf({ args, step, agency }: Pick<Opening, 'args' | 'step' | 'agency'>): TaskToOpen {
  const { route, instance, epoch } = args;
  return {
    route,
    step: args.step,
    instance,
    epoch,
    kind: 'officer',
    service: step.service,
    party: null,
    personKey: null,
    team: agency,
    field: null,
    dueAt: null,
  };
}
