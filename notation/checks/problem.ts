import type { Surroundings } from '../compile.ts';
import type { RouteDefinition, StepDefinition } from '../route-definition.ts';
import type { Service } from '../service.ts';

/** Something wrong in a definition or a contract. */
export interface Problem {
  /** E.g. `child-birth 2024-04-01, step register, input.bornOn`. */
  readonly where: string;
  readonly what: string;
  /** What whoever wrote it can do. */
  readonly fix: string;
}

/** A step with all that its checks look at. `service` is undefined where the name is unknown. */
export interface StepInRoute {
  readonly id: string;
  readonly step: StepDefinition;
  readonly definition: RouteDefinition;
  readonly surroundings: Surroundings;
  readonly service: Service | undefined;
}

/** Collects problems of one step; `part` is added to where the step stands. */
export function problemOf(
  at: StepInRoute,
  part: string,
  [what, fix]: readonly [what: string, fix: string],
): Problem {
  return {
    where: `${placeOfRoute(at.definition)}, step ${at.id}${part === '' ? '' : `, ${part}`}`,
    what,
    fix,
  };
}

export function placeOfRoute({ id, inForce }: RouteDefinition): string {
  return `${id} ${inForce.from}`;
}

/** `"a", "b" or "c"`, for sentences that list what would be right. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  if (last === undefined) return 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
