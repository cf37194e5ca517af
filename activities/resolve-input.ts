import type { CompiledStep, InputValue } from '../notation/compiled-route.ts';
import { valueAt } from '../notation/facts.ts';
import { placeOf, referencesIn } from '../notation/input-references.ts';
import { isReference, type Reference } from '../notation/references.ts';

/** What the references of an input point at. */
export interface Sources {
  readonly event: unknown;
  /** The element of `each`; null where the step has none, or the element gave no answer. */
  readonly item: unknown;
  /** By step: its answer, or its instances' answers in order with null for one without. Steps without any are absent. */
  readonly answers: ReadonlyMap<string, unknown>;
}

/**
 * The input of one instance of a step. Where a reference finds nothing, because its step gave no answer or because
 * the field is null or absent, its fallback stands in; null where it has none.
 */
export function resolveInput(input: CompiledStep['input'], sources: Sources): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, resolveValue(value, sources)]),
  );
}

/** Ids of the steps whose answers an input takes, those of its fallbacks too. */
export function stepsRead(input: CompiledStep['input']): string[] {
  const places = referencesIn(input).map((reference) => placeOf(reference.from));
  return [...new Set(places)].filter((place) => place !== 'event' && place !== 'item');
}

function resolveValue(value: InputValue, sources: Sources): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return resolveReference(value, sources);
  if (isList(value)) return value.map((part) => resolveValue(part, sources));
  return resolveInput(value, sources);
}

function resolveReference(reference: Reference, sources: Sources): unknown {
  const place = placeOf(reference.from);
  const path = reference.from.slice(place.length + 1);
  const whole = wholeAt(place, sources);
  const found = path === '' ? whole : valueAt(whole, path);
  if (found !== undefined && found !== null) return found;
  return 'fallback' in reference ? resolveValue(reference.fallback as InputValue, sources) : null;
}

function wholeAt(place: string, { event, item, answers }: Sources): unknown {
  if (place === 'event') return event;
  return place === 'item' ? item : answers.get(place);
}

function isList(value: InputValue): value is readonly InputValue[] {
  return Array.isArray(value);
}
