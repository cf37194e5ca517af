import type { z } from 'zod';
import { isRecord, pointerTo } from './pointers.ts';
import { definitionOf, type Fields, mayBeLeftOut } from './schema-parts.ts';

type Path = readonly PropertyKey[];

/** A value as its schema wants it, before it is parsed. */
export interface Completed {
  /** Fields that may be null and were left out are null. */
  readonly value: unknown;
  /** Pointers of fields that the schema does not know. */
  readonly unknown: readonly string[];
  /** Pointer of each value with several allowed forms → the form (by number) that it comes closest to. */
  readonly forms: ReadonlyMap<string, number>;
}

interface Found {
  readonly unknown: string[];
  readonly forms: Map<string, number>;
}

/** Fills in nulls, finds unknown fields and decides unions, all the way down. It judges nothing else: zod does. */
export function complete(schema: z.ZodType, value: unknown): Completed {
  const found: Found = { unknown: [], forms: new Map() };
  return { value: new Walk(found).into(schema, value, []), ...found };
}

class Walk {
  readonly #found: Found;

  constructor(found: Found) {
    this.#found = found;
  }

  into(schema: z.core.$ZodType, value: unknown, path: Path): unknown {
    const definition = definitionOf(schema);
    if (definition.type === 'array' && Array.isArray(value)) {
      return value.map((item, index) => this.into(definition.element, item, [...path, index]));
    }
    if (definition.type === 'union' && !isRecord(value)) this.#form(definition.options, value, path);
    const fields = isRecord(value) ? this.#fields(schema, value, path) : undefined;
    return fields !== undefined && isRecord(value) ? this.#object(fields, value, path) : value;
  }

  #object(fields: Fields, value: Record<string, unknown>, path: Path): unknown {
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
    this.#found.unknown.push(...unknown.map((key) => pointerTo([...path, key])));
    return Object.fromEntries(
      Object.entries(fields).flatMap(([key, field]) => {
        if (Object.hasOwn(value, key)) return [[key, this.into(field, value[key], [...path, key])]];
        return mayBeLeftOut(field) ? [[key, null]] : [];
      }),
    );
  }

  /** The fields this object may have; undefined where any may stand, and for what is no object. */
  #fields(schema: z.core.$ZodType, value: Record<string, unknown>, path: Path): Fields | undefined {
    const definition = definitionOf(schema);
    if (definition.type === 'union') {
      return this.#fields(this.#form(definition.options, value, path), value, path);
    }
    if (definition.type === 'intersection') {
      const left = this.#fields(definition.left, value, path);
      const right = this.#fields(definition.right, value, path);
      return left && right && { ...left, ...right };
    }
    if (definition.type !== 'object') return undefined;
    const open = definition.catchall !== undefined && definitionOf(definition.catchall).type !== 'never';
    return open ? undefined : definition.shape;
  }

  /** The form with the fewest faults, the first of equals; remembered for the sentences about what is wrong. */
  #form(options: readonly z.core.$ZodType[], value: unknown, path: Path): z.core.$ZodType {
    const faults = options.map((option) => faultsOf(option as z.ZodType, value));
    const best = faults.indexOf(Math.min(...faults));
    this.#found.forms.set(pointerTo(path), best);
    return options[best] as z.core.$ZodType;
  }
}

function faultsOf(schema: z.ZodType, value: unknown): number {
  const { value: completed, unknown } = complete(schema, value);
  return unknown.length + (schema.safeParse(completed).error?.issues.length ?? 0);
}
