import type { z } from 'zod';
import { didYouMean } from '../nearest.ts';
import { problemOf, type Problem, type StepInRoute } from './problem.ts';

/** The service that takes a step back is a call that gets along with the step's own input. */
export function checkUndo(at: StepInRoute): Problem[] {
  const { undo } = at.step;
  if (undo === undefined) return [];
  const service = Object.hasOwn(at.surroundings.services, undo) ? at.surroundings.services[undo] : undefined;
  if (!service) {
    const nearest = didYouMean(undo, Object.keys(at.surroundings.services));
    const what = `There is no service "${undo}".${nearest}`;
    return [problemOf(at, 'undo', [what, 'Add it, or correct the name.'])];
  }
  const problems: Problem[] = [];
  if (service.kind !== 'call') {
    const what = `"${undo}" is a ${service.kind}; only a call to an agency can take a step back.`;
    problems.push(problemOf(at, 'undo', [what, 'Name a service of kind call.']));
  }
  const given = at.service?.input.shape ?? {};
  const missing = Object.entries(service.input.shape)
    .filter(
      ([field, schema]) =>
        !Object.hasOwn(given, field) && !(schema as z.ZodType).safeParse(undefined).success,
    )
    .map(([field]) => field);
  if (missing.length > 0) {
    const what = `"${undo}" wants ${missing.join(', ')}, which is not in the step's own input.`;
    problems.push(problemOf(at, 'undo', [what, "An undo takes the step's input and its key, nothing else."]));
  }
  return problems;
}
