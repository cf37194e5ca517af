import { z } from 'zod';
import { mayBeLeftOut } from './schema-parts.ts';

/** JSON Schema (2020-12) of what `checkAgainst` takes: no unknown fields, and fields that may be null may be left out. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: tellStrictness });
}

/** Shared with the OpenAPI document, which overrides its request bodies in the same way. */
export function tellStrictness({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type !== 'object') return;
  jsonSchema.additionalProperties ??= false;
  const required = (jsonSchema.required ?? []).filter((key) => {
    const field = def.shape[key];
    return field !== undefined && !mayBeLeftOut(field);
  });
  if (required.length > 0) jsonSchema.required = required;
  else delete jsonSchema.required;
}
