/** The unmarked values that conditions read. Key `a.b` holds the value, key `?a.b` whether it is present. */
export type FactValue = string | number | boolean | null | readonly (string | number)[];
export type Facts = Readonly<Record<string, FactValue>>;

/** Which paths of one value conditions read: `values` by content, `present` only for being there. */
export interface Reads {
  readonly values: readonly string[];
  readonly present: readonly string[];
}

/** Walks `a.b.c` through plain data; undefined where the way ends. */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      data,
    );
}

/**
 * Picks from a value just what conditions read, so that nothing else reaches a history.
 * `prefix` ("event", a step id, "item") is put before each path of `reads`, which are relative to the value.
 */
export function factsOf(value: unknown, reads: Reads, prefix: string): Facts {
  const facts: Record<string, FactValue> = {};
  for (const path of reads.values) {
    const found = valueAt(value, path);
    facts[`${prefix}.${path}`] = isFactValue(found) ? found : null;
  }
  for (const path of reads.present) {
    facts[`?${prefix}.${path}`] = (valueAt(value, path) ?? null) !== null;
  }
  return facts;
}

function isFactValue(value: unknown): value is FactValue {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string' || typeof item === 'number');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
