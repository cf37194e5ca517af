import type { InputValue } from './compiled-route.ts';
import { isReference, type Reference } from './references.ts';

/** All references in an input at any depth, those in fallbacks too. */
export function referencesIn(value: InputValue | undefined): readonly Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isReference(value)) return [value, ...referencesIn(value.fallback as InputValue | undefined)];
  return Object.values(value).flatMap((part: InputValue) => referencesIn(part));
}

/** The place a path starts at: `event`, `item` or a step's id. */
export function placeOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}
