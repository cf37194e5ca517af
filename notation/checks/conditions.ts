import { askedBy } from '../condition-reads.ts';
import { isPersonalAt } from '../personal.ts';
import { listed, problemOf, type Problem, type StepInRoute } from './problem.ts';
import { leadOf } from './where-paths-lead.ts';

/** Conditions ask only what exists, of steps that stand in needs, and never for the content of a personal field. */
export function checkCondition(at: StepInRoute): Problem[] {
  const asked = askedBy(at.step.when);
  return [
    ...[...asked.done, ...asked.refused].flatMap((step) => checkNamed(at, step)),
    ...asked.values.flatMap((path) => checkPath(at, path, 'content')),
    ...asked.present.flatMap((path) => checkPath(at, path, 'presence')),
  ];
}

function checkNamed(at: StepInRoute, named: string): Problem[] {
  const needs = at.step.needs ?? [];
  if (needs.includes(named)) return [];
  const what = `The condition names "${named}", which does not stand in needs.`;
  return [problemOf(at, 'when', [what, `Add it to needs, or name ${listed(needs)}.`])];
}

function checkPath(at: StepInRoute, path: string, asks: 'content' | 'presence'): Problem[] {
  const lead = leadOf(at, path);
  if ('wrong' in lead) return [problemOf(at, `when ${path}`, lead.wrong)];
  if (lead.rest === null) {
    const what = 'A condition reads fields, not a whole.';
    return [
      problemOf(at, `when ${path}`, [what, `Name a field of "${path}"; of a step ask done() or refused().`]),
    ];
  }
  if (asks === 'presence' || !isPersonalAt(lead.root, lead.rest)) return [];
  const what = 'The field is personal: its content must not reach a history.';
  return [
    problemOf(at, `when ${path}`, [what, 'Ask present() of it, or let a service answer the question.']),
  ];
}
