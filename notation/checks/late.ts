import { withoutPersonal } from '../personal.ts';
import type { Granted } from '../route-definition.ts';
import { problemOf, type Problem, type StepInRoute } from './problem.ts';

/** What happens at the deadline: there is one, and an answer given by silence is whole and names nobody. */
export function checkLate(at: StepInRoute): Problem[] {
  const { late, within } = at.step;
  if (late === undefined) return [];
  const noDeadline: readonly [string, string] = [
    'Without a term nothing is ever late.',
    'Add within, or remove late.',
  ];
  return [
    ...(within === undefined ? [problemOf(at, 'late', noDeadline)] : []),
    ...(typeof late === 'object' ? checkGranted(at, late.granted) : []),
  ];
}

function checkGranted(at: StepInRoute, { law, answer }: Granted): Problem[] {
  const part = 'late.granted';
  const noLaw: readonly [string, string] = [
    'Silence counts as yes only by a law.',
    'Name the law and its article.',
  ];
  const problems = law.trim() === '' ? [problemOf(at, part, noLaw)] : [];
  if (at.service === undefined) return problems;
  const parsed = at.service.answer.safeParse(answer);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    const what = `The answer does not fit "${at.step.service}": ${fields}.`;
    return [...problems, problemOf(at, part, [what, "Give every field of the service's answer."])];
  }
  if (sameJson(withoutPersonal(at.service.answer, answer), answer)) return problems;
  const what = 'The answer holds a field that is personal or that the service does not give.';
  return [
    ...problems,
    problemOf(at, part, [what, 'A law can give only what is the same for everybody: remove it.']),
  ];
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
