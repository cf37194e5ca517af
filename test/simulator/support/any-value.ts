import fc from 'fast-check';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Values that a schema gives out; what it refines beyond its JSON Schema is tried and left out if it does not fit. */
export function anyValue<Output>(schema: z.ZodType<Output>): fc.Arbitrary<Output> {
  const json: JsonSchema = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return valueOf(json)
    .filter((value) => schema.safeParse(value).success)
    .map((value) => schema.parse(value));
}

function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valueOf(choice)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  return byType[String(schema.type)]?.(schema) ?? fc.constant(null);
}

const byType: Readonly<Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>>> = {
  object: ({ properties = {} }) =>
    fc.record(
      Object.fromEntries(
        Object.entries(properties).map(([name, part]) => [name, valueOf(part as JsonSchema)]),
      ),
    ),
  array: ({ items, minItems = 0 }) =>
    fc.array(valueOf(items as JsonSchema), { minLength: minItems, maxLength: minItems + 2 }),
  string: (schema) => text(schema),
  integer: (schema) => whole(schema),
  number: (schema) => whole(schema),
  boolean: () => fc.boolean(),
};

function whole({ minimum = 0, maximum = Infinity }: JsonSchema): fc.Arbitrary<number> {
  const min = Math.ceil(Math.max(minimum, 0));
  return fc.integer({ min, max: Math.min(maximum, min + 1_000) });
}

function text({ format, pattern, minLength = 0, maxLength = 20 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-02-03', '2024-12-31', '2025-06-01');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 20), unit: 'grapheme' });
}
