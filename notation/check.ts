import { checkCondition } from './checks/conditions.ts';
import { checkEach } from './checks/each.ts';
import { checkInput } from './checks/inputs.ts';
import { checkLate } from './checks/late.ts';
import { checkCycles, checkNeeds, checkSinceStep, checkUntil } from './checks/order.ts';
import { checkBy } from './checks/parties.ts';
import { problemOf, placeOfRoute, type Problem, type StepInRoute } from './checks/problem.ts';
import { checkTerms, isDatePath } from './checks/terms.ts';
import { checkUndo } from './checks/undo.ts';
import type { Surroundings } from './compile.ts';
import { didYouMean } from './nearest.ts';
import type { RouteDefinition, StepDefinition } from './route-definition.ts';
import { isDay } from './term-text.ts';

export type { Problem } from './checks/problem.ts';
export { checkService } from './checks/service.ts';

const stepChecks = [
  checkName,
  checkFields,
  checkServiceOf,
  checkNeeds,
  checkCondition,
  checkEach,
  checkInput,
  checkBy,
  checkTerms,
  checkSinceStep,
  checkUntil,
  checkLate,
  checkUndo,
];

/**
 * Everything that is wrong with a definition, as far as it shows at load; empty where it is sound. It repeats what the
 * compiler checks, because a definition may come from elsewhere than a checked file.
 */
export function checkRoute(definition: RouteDefinition, surroundings: Surroundings): Problem[] {
  const steps = Object.entries(definition.steps);
  return [
    ...checkHead(definition),
    ...checkCycles(definition),
    ...steps.flatMap(([id, step]) => {
      const service = Object.hasOwn(surroundings.services, step.service)
        ? surroundings.services[step.service]
        : undefined;
      const at: StepInRoute = { id, step, definition, surroundings, service };
      return stepChecks.flatMap((check) => check(at));
    }),
  ];
}

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Letters, digits and hyphens: ids stand in keys (`<route>/<step>/…`), paths (`<step>.field`) and URLs. */
const stepName = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;
const taken = ['event', 'item', 'input', 'applicant'];

function checkHead(definition: RouteDefinition): Problem[] {
  const where = placeOfRoute(definition);
  const { id, inForce, event, steps } = definition;
  const { by = 'receipt' } = inForce;
  const wrong: [boolean, string, string][] = [
    [!kebab.test(id), `"${id}" is no id.`, 'Write lower-case words joined by hyphens, e.g. child-birth.'],
    [
      !isDay(inForce.from),
      `inForce.from "${inForce.from}" is no day.`,
      'Write a day that exists as YYYY-MM-DD.',
    ],
    [
      by !== 'receipt' && !isDatePath(definition, by),
      `inForce.by "${by}" is no date of the event that is always given.`,
      'Name a field that the event declares with isoDate(), or receipt.',
    ],
    [Object.keys(steps).length === 0, 'It has no steps.', 'Add the steps that the law asks for.'],
    ...['applicant', 'item'].map((field): [boolean, string, string] => [
      Object.hasOwn(event.shape, field),
      `The event has a field "${field}", which means something else in by.`,
      'Rename the field.',
    ]),
  ];
  return wrong.flatMap(([isWrong, what, fix]) => (isWrong ? [{ where, what, fix }] : []));
}

function checkName(at: StepInRoute): Problem[] {
  if (taken.includes(at.id)) {
    return [problemOf(at, '', [`"${at.id}" has a meaning of its own.`, 'Give the step another id.'])];
  }
  if (stepName.test(at.id)) return [];
  return [
    problemOf(at, '', [`"${at.id}" is no id of a step.`, 'Use letters, digits and hyphens, e.g. id-card.']),
  ];
}

/** Every field of a step, for definitions that no compiler has seen. */
const stepFields: Readonly<Record<keyof StepDefinition, true>> = {
  title: true,
  service: true,
  by: true,
  needs: true,
  when: true,
  input: true,
  each: true,
  after: true,
  within: true,
  since: true,
  late: true,
  until: true,
  essential: true,
  undo: true,
};

function checkFields(at: StepInRoute): Problem[] {
  return Object.keys(at.step)
    .filter((field) => !Object.hasOwn(stepFields, field))
    .map((field) =>
      problemOf(at, field, [
        `A step has no field "${field}".${didYouMean(field, Object.keys(stepFields))}`,
        `Write one of ${Object.keys(stepFields).join(', ')}.`,
      ]),
    );
}

function checkServiceOf(at: StepInRoute): Problem[] {
  if (at.service === undefined) {
    const nearest = didYouMean(at.step.service, Object.keys(at.surroundings.services));
    const fix = "Add it to its agency's file, or correct the name.";
    return [problemOf(at, 'service', [`There is no service "${at.step.service}".${nearest}`, fix])];
  }
  if (at.step.essential && at.service.whenDead === 'skip') {
    const what = 'The route rests on this step, but its service is left out when a person is dead.';
    return [problemOf(at, 'essential', [what, 'Remove essential, or take a service that stops the route.'])];
  }
  if (Object.hasOwn(at.surroundings.agencies, at.service.agency)) return [];
  const what = `The service's agency "${at.service.agency}" does not exist.`;
  return [problemOf(at, 'service', [what, "Add the agency, or correct the service's agency."])];
}
