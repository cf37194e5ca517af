import type { z } from 'zod';

export type Fields = Readonly<Record<string, z.core.$ZodType>>;

/** What zod keeps of a schema: its kind and its parts, below `optional`, `nullable`, `default` and the like. */
export function definitionOf(schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] {
  return (unwrapped(schema) as z.core.$ZodTypes)._zod.def;
}

/** The schema below `optional`, `nullable`, `default` and the like. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = innerOf(schema);
  return inner === undefined ? schema : unwrapped(inner);
}

/** The schema directly below a wrapper; undefined for what wraps nothing. */
export function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
    case 'default':
    case 'prefault':
    case 'catch':
      return def.innerType;
    case 'pipe':
      return def.in;
    case 'lazy':
      return def.getter();
    default:
      return undefined;
  }
}

/** True where the schema takes null for an answer, but would miss the field. */
export function mayBeLeftOut(field: z.core.$ZodType): boolean {
  const schema = field as z.ZodType;
  return !schema.safeParse(undefined).success && schema.safeParse(null).success;
}

/** The schema of a value that is really there. */
export function withoutNull(schema: z.ZodType): z.ZodType {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  const mayBeMissing = def.type === 'nullable' || def.type === 'optional' || def.type === 'default';
  return mayBeMissing ? withoutNull(def.innerType as z.ZodType) : schema;
}
