import { fieldSchema } from '../personal.ts';
import { unfold } from '../schema-forms.ts';
import { problemOf, type Problem, type StepInRoute } from './problem.ts';
import { mayLack, neededStep } from './where-paths-lead.ts';

/** `each` walks over a list of the event, or over the answers of a needed step that has `each` itself. */
export function checkEach(at: StepInRoute): Problem[] {
  const source = at.step.each?.from;
  if (source === undefined) return [];
  return source.startsWith('event.') ? checkEventList(at, source) : checkAnswers(at, source);
}

function checkEventList(at: StepInRoute, source: string): Problem[] {
  const schema = fieldSchema(at.definition.event, source.slice('event.'.length));
  const { forms } = unfold(schema === undefined ? [] : [schema]);
  if (forms.length > 0 && forms.every((form) => ['array', 'null'].includes(form._zod.def.type))) return [];
  return [problemOf(at, 'each', [`"${source}" is no list of the event.`, 'Name a list of the event.'])];
}

function checkAnswers(at: StepInRoute, source: string): Problem[] {
  const needed = neededStep(at, source);
  if (!needed) {
    const what = `"${source}" is neither a list of the event nor a needed step.`;
    return [problemOf(at, 'each', [what, `Write event.<list>, or add "${source}" to needs.`])];
  }
  if (!needed.each) {
    const what = `"${source}" has no each: it gives one answer, not a list.`;
    return [problemOf(at, 'each', [what, 'Remove each, or walk over a list of the event.'])];
  }
  if (at.step.each?.fallback !== undefined || !mayLack(at, source, needed)) return [];
  const what = `"${source}" may have no answers (it is conditional, or its refusal is let pass).`;
  return [problemOf(at, 'each', [what, `Give the fallback []: from('${source}', []).`])];
}
