import { fieldSchema } from '../personal.ts';
import { isTerm, termForm } from '../term-text.ts';
import { unfold } from '../schema-forms.ts';
import type { RouteDefinition } from '../route-definition.ts';
import { problemOf, type Problem, type StepInRoute } from './problem.ts';

/** Terms and dates of a step: well written, and with something to count from and to. */
export function checkTerms(at: StepInRoute): Problem[] {
  return [...checkWithin(at), ...checkAfter(at), ...checkSince(at)];
}

function checkWithin(at: StepInRoute): Problem[] {
  const { within } = at.step;
  if (within === undefined || isTerm(within)) return [];
  return [problemOf(at, 'within', [`"${within}" is no term.`, `Write ${termForm}.`])];
}

function checkAfter(at: StepInRoute): Problem[] {
  const { after, since } = at.step;
  if (after === undefined) return [];
  if (after.startsWith('event.')) return checkDate(at, 'after', after);
  if (!isTerm(after)) {
    const what = `"${after}" is neither a term nor a date of the event.`;
    return [problemOf(at, 'after', [what, `Write ${termForm}, or event.<date field>.`])];
  }
  if (since !== undefined) return [];
  const what = 'A term to wait needs something it counts from.';
  return [problemOf(at, 'after', [what, 'Add since: a date of the event or a needed step.'])];
}

function checkSince(at: StepInRoute): Problem[] {
  const { since, within, after } = at.step;
  if (since === undefined) return [];
  const nothingCounts = within === undefined && (after === undefined || after.startsWith('event.'));
  const unused: readonly [string, string] = [
    'Nothing counts from it.',
    'Add within or a term in after, or remove since.',
  ];
  return [
    ...(nothingCounts ? [problemOf(at, 'since', unused)] : []),
    ...(since.startsWith('event.') ? checkDate(at, 'since', since) : []),
  ];
}

function checkDate(at: StepInRoute, part: string, path: string): Problem[] {
  if (isDatePath(at.definition, path)) return [];
  const what = `"${path}" is no date of the event that is always given.`;
  return [problemOf(at, part, [what, 'Name a field that the event declares with isoDate().'])];
}

/** True for `event.<field>` where the event declares a date there that is never null. */
export function isDatePath({ event }: RouteDefinition, path: string): boolean {
  const schema = path.startsWith('event.') ? fieldSchema(event, path.slice('event.'.length)) : undefined;
  if (schema === undefined || schema.safeParse(null).success) return false;
  return unfold([schema]).forms.every(({ _zod: { def } }) => 'format' in def && def.format === 'date');
}
