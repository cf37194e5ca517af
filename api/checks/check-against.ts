import type { z } from 'zod';
import type { WrongField } from '../problems/problem.ts';
import { complete } from './complete.ts';
import { wrongFieldsOf } from './wrong-fields.ts';

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly WrongField[] };

/**
 * Checks a value from outside against a schema, more strictly than the schema itself: unknown fields are wrong at
 * every depth, and a field that may be null may be left out and is then null. Tells all wrong fields at once.
 */
export function checkAgainst<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const completed = complete(schema, value);
  const parsed = schema.safeParse(completed.value);
  const unknown = completed.unknown.map((pointer) => ({ pointer, code: 'unknown-field' }));
  if (parsed.success && unknown.length === 0) return { ok: true, value: parsed.data };
  const wrong = parsed.success ? [] : wrongFieldsOf(parsed.error.issues, completed);
  return { ok: false, errors: withoutRepeats([...unknown, ...wrong]) };
}

/** The errors of a field of a larger document, told with the pointer from its root. */
export function under(pointer: string, errors: readonly WrongField[]): WrongField[] {
  return errors.map((error) => ({ ...error, pointer: pointer + error.pointer }));
}

function withoutRepeats(errors: readonly WrongField[]): WrongField[] {
  const seen = new Set<string>();
  return errors.filter(({ pointer, code }) => {
    const key = `${pointer} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}
