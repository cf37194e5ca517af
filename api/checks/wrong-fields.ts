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
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), code: 'unknown-field' }));
    }
    const form = issue.code === 'invalid_union' ? closestForm(issue, path, checked) : undefined;
    if (form !== undefined) return wrongFieldsOf(form, checked, path);
    return [{ pointer: pointerTo(path), ...nameOf(issue, valueAtPath(checked.value, path)) }];
  });
}

function closestForm(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  { forms }: Completed,
): readonly Issue[] | undefined {
  return issue.errors[forms.get(pointerTo(path)) ?? 0];
}

function nameOf(issue: Issue, value: unknown): Named {
  if (value === undefined || (value === null && issue.code === 'invalid_type')) return { code: 'required' };
  switch (issue.code) {
    case 'invalid_type':
      return { code: expectedCodes[issue.expected] ?? 'wrong-value' };
    case 'too_big':
      return { code: tooBigCodes[issue.origin] ?? 'wrong-value', params: { maximum: Number(issue.maximum) } };
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_format':
      return { code: formatCodes[issue.format] ?? 'wrong-format' };
    case 'invalid_value':
      return { code: 'not-one-of', params: { values: issue.values.join(', ') } };
    case 'custom':
      return custom(issue.params);
    default:
      return { code: 'wrong-value' };
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Named {
  if (issue.origin === 'string' && issue.minimum === 1) return { code: 'empty' };
  return { code: tooSmallCodes[issue.origin] ?? 'wrong-value', params: { minimum: Number(issue.minimum) } };
}

/** A schema names its own sentence by `params: { text: 'pinfl-check-digit' }`; other params fill its gaps. */
function custom(params: Readonly<Record<string, unknown>> | undefined): Named {
  const { text, ...rest } = params ?? {};
  if (typeof text !== 'string') return { code: 'wrong-value' };
  const gaps = Object.entries(rest).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { code: text, params: Object.fromEntries(gaps) };
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
