import type { z } from 'zod';
import type { WrongField } from '../problems/problem.ts';
import { complete } from './complete.ts';
import { hostileTexts } from './hostile-text.ts';
import { wrongFieldsOf } from './wrong-fields.ts';

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly WrongField[] };

/**
 * Checks a value from outside against a schema, more strictly than the schema itself: hostile texts and unknown fields
 * are wrong at every depth, and a field that may be null may be left out and is then null. `faultsOf` says
 * which texts are hostile. Tells all wrong fields at once.
 */
export function checkAgainst<T>(schema: z.ZodType<T>, value: unknown, faultsOf = hostileTexts): Checked<T> {
  const completed = complete(schema, value);
  const parsed = schema.safeParse(completed.value);
  const unknown = completed.unknown.map((pointer) => ({ pointer, code: 'unknown-field' }));
  const hostile = faultsOf(value);
  if (parsed.success && unknown.length + hostile.length === 0) return { ok: true, value: parsed.data };
  const wrong = parsed.success ? [] : wrongFieldsOf(parsed.error.issues, completed);
  return {
    ok: false,
    errors: withoutRepeats([...hostile, ...besideHostile(hostile, [...unknown, ...wrong])]),
  };
}

/** What else is wrong: not of a text that is hostile already, and without repeating a hostile name. */
function besideHostile(hostile: readonly WrongField[], errors: readonly WrongField[]): WrongField[] {
  const told = new Set(hostile.map(({ pointer }) => pointer));
  return errors.filter(({ pointer }) => !told.has(pointer) && hostileTexts(pointer).length === 0);
}

/** The errors of a field of a larger document, told with the pointer from its root. */
export function under(pointer: string, errors: readonly WrongField[]): WrongField[] {
  return errors.map((error) => ({ ...error, pointer: pointer + error.pointer }));
}

/** Each error once. */
export function withoutRepeats(errors: readonly WrongField[]): WrongField[] {
  const seen = new Set<string>();
  return errors.filter(({ pointer, code }) => {
    const key = `${pointer} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}
