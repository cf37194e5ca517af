import { didYouMean } from '../nearest.ts';
import type { RouteDefinition } from '../route-definition.ts';
import { listed, placeOfRoute, problemOf, type Problem, type StepInRoute } from './problem.ts';

/** Needs that do not exist, or name the step itself. */
export function checkNeeds(at: StepInRoute): Problem[] {
  const others = Object.keys(at.definition.steps).filter((id) => id !== at.id);
  return (at.step.needs ?? [])
    .filter((need) => !others.includes(need))
    .map((need) => {
      const what =
        need === at.id
          ? 'A step cannot need itself.'
          : `It needs "${need}", but there is no such step.${didYouMean(need, others)}`;
      return problemOf(at, 'needs', [what, `Name ${listed(others)}, or remove it.`]);
    });
}

/** A step whose end a term counts from must have ended before this one starts. */
export function checkSinceStep(at: StepInRoute): Problem[] {
  const { since } = at.step;
  if (since === undefined || since.startsWith('event.') || neededBy(at).has(since)) return [];
  const what = `The term counts from the end of "${since}", which need not have ended when this step starts.`;
  return [problemOf(at, 'since', [what, `Add "${since}" to needs, or count from a date of the event.`])];
}

/** A step that is given up once another has ended must not hold that one back. */
export function checkUntil(at: StepInRoute): Problem[] {
  const { until } = at.step;
  if (until === undefined) return [];
  const others = Object.keys(at.definition.steps).filter((id) => id !== at.id);
  if (!others.includes(until)) {
    const what = `There is no other step "${until}".${didYouMean(until, others)}`;
    return [problemOf(at, 'until', [what, `Name ${listed(others)}.`])];
  }
  const target = at.definition.steps[until];
  if (!target || !neededBy({ step: target, definition: at.definition }).has(at.id)) return [];
  const what = `"${until}" waits for this step, so it cannot end it.`;
  return [problemOf(at, 'until', [what, `Name a step that does not need "${at.id}", or remove until.`])];
}

/** Everything that is settled before the step starts. */
function neededBy({
  step,
  definition: { steps },
}: Pick<StepInRoute, 'step' | 'definition'>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...(step.needs ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(steps[id]?.needs ?? []));
  }
  return found;
}

/** Steps that wait for each other in a circle; each circle once, written as a path. */
export function checkCycles(definition: RouteDefinition): Problem[] {
  const finished = new Set<string>();
  const problems: Problem[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    const begin = path.indexOf(id);
    if (begin >= 0) {
      problems.push(cycle(definition, [...path.slice(begin), id]));
      return;
    }
    if (finished.has(id)) return;
    for (const need of definition.steps[id]?.needs ?? []) if (need !== id) visit(need, [...path, id]);
    finished.add(id);
  };
  for (const id of Object.keys(definition.steps)) visit(id, []);
  return problems;
}

function cycle(definition: RouteDefinition, path: readonly string[]): Problem {
  return {
    where: placeOfRoute(definition),
    what: `These steps wait for each other, so none can start: ${path.join(' → ')} (each needs the next).`,
    fix: 'Remove one of these needs.',
  };
}
