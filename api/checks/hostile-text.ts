import type { WrongField } from '../problems/problem.ts';
import { pointerTo } from './pointers.ts';

/** Longest text in a body, in UTF-16 units; single fields may allow less. */
const longestText = 5_000;
const longestKey = 100;

// Line feed, carriage return and tab may stand in what people write; all other controls may not.
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Embeddings, overrides and isolates: they make a text read otherwise than it is stored. */
const bidi = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * Finds every text in parsed JSON that PostgreSQL cannot keep or that deceives its reader: lone surrogates, controls,
 * bidirectional overrides, over-long strings. A hostile key is reported at its object, never repeated.
 */
export function hostileTexts(value: unknown, path: readonly PropertyKey[] = []): WrongField[] {
  if (typeof value === 'string') return faultsAt(path, value, longestText);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => hostileTexts(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => {
    const faults = faultsAt(path, key, longestKey);
    return faults.length > 0 ? faults : hostileTexts(item, [...path, key]);
  });
}

function faultsAt(path: readonly PropertyKey[], text: string, longest: number): WrongField[] {
  const pointer = pointerTo(path);
  if (text.length > longest) return [{ pointer, code: 'too-long', params: { maximum: longest } }];
  if (!text.isWellFormed()) return [{ pointer, code: 'broken-character' }];
  if (control.test(text)) return [{ pointer, code: 'control-character' }];
  if (bidi.test(text)) return [{ pointer, code: 'direction-override' }];
  return [];
}
