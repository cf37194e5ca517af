import { checkRoute, type Problem } from '../../notation/check.ts';
import { from } from '../../notation/references.ts';
import type { RouteDefinition, StepDefinition } from '../../notation/route-definition.ts';
import { agencies, head, services } from './types/services.ts';

/** Checks a definition as it may come from elsewhere: one that no compiler has seen. */
export function check(
  steps: Readonly<Record<string, StepDefinition>>,
  change: Partial<RouteDefinition> = {},
): Problem[] {
  return checkRoute({ ...head, ...change, steps }, { agencies, services });
}

export const whats = (problems: readonly Problem[]) => problems.map(({ what }) => what);

/** Steps that are right as they stand. */
export const visit: StepDefinition = { title: 'Visit', service: 'registry.visit', by: 'applicant' };
export const number: StepDefinition = {
  title: 'Number',
  service: 'numbers.issue',
  input: { actNumber: 'a' },
};
export const birth: StepDefinition = {
  title: 'Register',
  service: 'registry.birth',
  input: { record: from('event.record'), bornOn: from('event.bornOn') },
};
export const ask: StepDefinition = {
  title: 'Ask',
  service: 'company.confirm',
  by: 'item',
  each: from('event.founders'),
  input: { share: from('item.share') },
};
