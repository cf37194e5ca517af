import type { WrongField } from '../problems/problem.ts';
import { pointerTo } from './pointers.ts';

/** Longest text in a body, in UTF-16 units; single fields allow less. */
const longestText = 5_000;
const longestKey = 100;

// Line feed, carriage return and tab may stand in what people write; all other controls may not.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Embeddings, overrides and isolates: they make a text read otherwise than it is stored. */
const bidi = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * Finds every text in parsed JSON that PostgreSQL cannot keep or that deceives its reader: lone surrogates, controls,
 * bidirectional overrides, over-long strings. A hostile key is reported at its object, never repeated.
 */
export function hostileTexts(value: unknown): WrongField[] {
  return textsIn(value).flatMap(({ path, text, isKey }) => {
    const pointer = pointerTo(path);
    const maximum = isKey ? longestKey : longestText;
    if (text.length > maximum) return [{ pointer, code: 'too-long', params: { maximum } }];
    if (!text.isWellFormed()) return [{ pointer, code: 'broken-character' }];
    if (control.test(text)) return [{ pointer, code: 'control-character' }];
    return bidi.test(text) ? [{ pointer, code: 'direction-override' }] : [];
  });
}

/** Of all these, just what PostgreSQL cannot keep: for agencies' answers, whose wording is theirs. */
export function unstorableTexts(value: unknown): WrongField[] {
  return textsIn(value)
    .filter(({ text }) => !text.isWellFormed() || text.includes('\u0000'))
    .map(({ path }) => ({ pointer: pointerTo(path), code: 'broken-character' }));
}

interface Text {
  /** Of a key, the path of its object: a hostile key is not repeated. */
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly isKey: boolean;
}

function textsIn(value: unknown, path: readonly PropertyKey[] = []): Text[] {
  if (typeof value === 'string') return [{ path, text: value, isKey: false }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => [
    { path, text: key, isKey: true },
    ...textsIn(item, [...path, key]),
  ]);
}
