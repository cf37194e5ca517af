import type { z } from 'zod';
import { fieldSchema } from '../personal.ts';
import { fieldIn, unfold } from '../schema-forms.ts';
import { problemOf, type Problem, type StepInRoute } from './problem.ts';
import { itemSchema } from './where-paths-lead.ts';

/**
 * Whose turn a task is: `applicant`, `item`, a person of the event, or an agency's team. The number of the person is in
 * the party itself, or in the input that the service names as its subject.
 */
export function checkBy(at: StepInRoute): Problem[] {
  const { by } = at.step;
  if (at.service === undefined) return [];
  if (at.service.kind !== 'task') {
    if (by === undefined) return [];
    const what = `"${at.step.service}" is no task, so it is nobody's turn.`;
    return [problemOf(at, 'by', [what, 'Remove by, or use a service of kind task.'])];
  }
  if (by === undefined) {
    const fix = 'Write by: applicant, item, a field of the event with a person, or an agency.';
    return [problemOf(at, 'by', ['A task must say whose turn it is.', fix])];
  }
  return by === 'applicant' ? [] : checkParty(at, by);
}

function checkParty(at: StepInRoute, by: string): Problem[] {
  const field = by === 'item' ? itemSchema(at) : fieldSchema(at.definition.event, by);
  if (!Object.hasOwn(at.surroundings.agencies, by)) return checkPerson(at, by, field);
  if (field === undefined) return [];
  const what = `"${by}" is an agency and also a field of the event.`;
  return [problemOf(at, 'by', [what, 'Rename the field, so that only one of them is meant.'])];
}

function checkPerson(at: StepInRoute, by: string, field: z.ZodType | undefined): Problem[] {
  if (field === undefined) {
    const what = by === 'item' ? 'A task by "item" needs an each.' : `There is no party "${by}".`;
    const fix = 'Write applicant, item (with each), a field of the event, or an agency.';
    return [problemOf(at, 'by', [what, fix])];
  }
  if (at.service?.subject !== undefined || namesSomebody(field)) return [];
  const what = `"${by}" holds no number of a person or company (pinfl or tin).`;
  return [problemOf(at, 'by', [what, 'Name a field that does.'])];
}

function namesSomebody(schema: z.ZodType): boolean {
  const { forms } = unfold([schema]);
  return ['pinfl', 'tin'].some((number) => fieldIn(forms, number).length > 0);
}
