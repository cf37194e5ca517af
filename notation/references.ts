/**
 * A value taken from elsewhere: `event.x`, `<step>.x` or `item.x`; a bare `item` or `<step>` means the whole. The whole
 * of a step with `each` is the list of its answers, null where an instance was skipped. A value that is not there is null.
 */
export interface Reference<Path extends string = string, Fallback = unknown> {
  readonly from: Path;
  /** Taken when there is no value (the step gave none, or the field is null): a literal, or another reference. */
  readonly fallback?: Fallback;
}

export function from<const Path extends string>(path: Path): Reference<Path, never>;
export function from<const Path extends string, const Fallback>(
  path: Path,
  fallback: Fallback,
): Reference<Path, Fallback>;
/** Points at a field of the event, of a needed step's answer, or of the element of `each`. */
export function from(path: string, ...fallback: unknown[]): Reference {
  return fallback.length === 0 ? { from: path } : { from: path, fallback: fallback[0] };
}

/** True for `{ from: … }` objects; literals of an `input` are everything else. */
export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && typeof (value as Reference).from === 'string';
}
