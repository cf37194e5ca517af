import type { z } from 'zod';
import type { WrongField } from '../problems/problem.ts';
import type { Completed } from './complete.ts';
import { pointerTo, valueAtPath } from './pointers.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
type Named = Omit<WrongField, 'pointer'>;

/** Zod's issues as our wrong fields: pointer, code, and what the sentence needs. Never the wrong value itself. */
export function wrongFieldsOf(issues: readonly Issue[], checked: Completed, at: Path = []): WrongField[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    const form = issue.code === 'invalid_union' ? closestForm(issue, path, checked) : undefined;
    if (form !== undefined) return wrongFieldsOf(form, checked, path);
    return [{ pointer: pointerTo(path), ...nameOf(issue, valueAtPath(checked.value, path)) }];
  });
}

/** What is wrong in the form that the value comes closest to; undefined where a wrong word chose no form at all. */
function closestForm(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  { forms }: Completed,
): readonly Issue[] | undefined {
  return issue.errors[forms.get(pointerTo(path)) ?? 0];
}

function nameOf(issue: Issue, value: unknown): Named {
  if (issue.code === 'custom') return custom(issue.params);
  if (value === undefined || (value === null && issue.code === 'invalid_type')) return { code: 'required' };
  const { code, ...params } = ownName(issue) ?? { code: 'wrong-value' };
  return Object.keys(params).length === 0 ? { code } : { code, params };
}

/** Code and gaps of the sentence in one object; undefined for what no sentence of its own fits. */
function ownName(issue: Issue): ({ readonly code: string } & Record<string, string | number>) | undefined {
  if (issue.code === 'invalid_type') return coded(expectedCodes[issue.expected]);
  if (issue.code === 'invalid_format') return { code: formatCodes[issue.format] ?? 'wrong-format' };
  if (issue.code === 'invalid_value')
    return { code: 'not-one-of', values: issue.values.map(String).join(', ') };
  if (issue.code === 'too_big') return tooBig(issue);
  return issue.code === 'too_small' ? tooSmall(issue) : undefined;
}

const coded = (code: string | undefined) => (code === undefined ? undefined : { code });

function tooBig({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig) {
  const code = inclusive ? tooBigCodes[origin] : 'not-below';
  return code === undefined ? undefined : { code, maximum: Number(maximum) };
}

function tooSmall({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall) {
  if (origin === 'string' && minimum === 1) return { code: 'empty' };
  const code = inclusive ? tooSmallCodes[origin] : 'not-above';
  return code === undefined ? undefined : { code, minimum: Number(minimum) };
}

/** A schema names its own sentence by `params: { text: 'pinfl-check-digit' }`; other params fill its gaps. */
function custom(params: Readonly<Record<string, unknown>> | undefined): Named {
  const { text, ...rest } = params ?? {};
  if (typeof text !== 'string') return { code: 'wrong-value' };
  const gaps = Object.entries(rest).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return gaps.length === 0 ? { code: text } : { code: text, params: Object.fromEntries(gaps) };
}

const expectedCodes: Readonly<Record<string, string>> = {
  string: 'text-expected',
  number: 'number-expected',
  int: 'whole-number-expected',
  boolean: 'yes-no-expected',
  object: 'object-expected',
  record: 'object-expected',
  array: 'list-expected',
};
const formatCodes: Readonly<Record<string, string>> = { date: 'date-expected', datetime: 'instant-expected' };
const tooBigCodes: Readonly<Record<string, string>> = {
  string: 'too-long',
  number: 'too-great',
  int: 'too-great',
  array: 'too-many',
};
const tooSmallCodes: Readonly<Record<string, string>> = {
  string: 'too-short',
  number: 'too-little',
  int: 'too-little',
  array: 'too-few',
};
