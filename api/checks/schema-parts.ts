import type { z } from 'zod';

export type Fields = Readonly<Record<string, z.core.$ZodType>>;

/** What zod keeps of a schema: its kind and its parts, below `optional`, `nullable`, `default` and the like. */
export function definitionOf(schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'pipe') return definitionOf(def.in);
  if (def.type === 'lazy') return definitionOf(def.getter());
  return 'innerType' in def ? definitionOf(def.innerType) : def;
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
