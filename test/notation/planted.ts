import fc from 'fast-check';
import { z } from 'zod';
import { personal } from '../../notation/schema.ts';

/** A schema with a value that fits it, and what was planted in the value: personal leaves and open ones. */
export interface Planted {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly secret: readonly string[];
  readonly open: readonly string[];
}

const openLeaf = fc
  .uuid()
  .map((value): Planted => ({ schema: z.string(), value, secret: [], open: [value] }));

const nothing = fc.constant<Planted>({ schema: z.string().nullable(), value: null, secret: [], open: [] });

/** Marks anything as a whole: all that is in it becomes secret. */
function marked({ schema, value, secret, open }: Planted): Planted {
  return { schema: personal(schema), value, secret: [...secret, ...open], open: [] };
}

function objectOf(fields: Readonly<Record<string, Planted>>): Planted {
  const entries = Object.entries(fields);
  return {
    schema: z.object(Object.fromEntries(entries.map(([key, { schema }]) => [key, schema]))),
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    secret: entries.flatMap(([, { secret }]) => secret),
    open: entries.flatMap(([, { open }]) => open),
  };
}

const wrappers: readonly ((schema: z.ZodType) => z.ZodType)[] = [
  (schema) => schema.nullable(),
  (schema) => schema.optional(),
  (schema) => schema.nullish(),
  (schema) => schema.readonly(),
  (schema) => schema.describe('described after it was marked'),
  (schema) => schema.refine(() => true),
  (schema) => schema.pipe(z.any()),
  (schema) => z.lazy(() => schema),
  (schema) => z.record(z.string(), z.number()).or(schema),
];

/** Schemas and values of any nesting, with marks at random places. */
export const planted: fc.Arbitrary<Planted> = fc.letrec<{ node: Planted }>((tie) => {
  const node = tie('node');
  const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), node, { maxKeys: 4 });
  return {
    node: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'planted' },
      openLeaf,
      openLeaf.map(marked),
      nothing,
      fields.map(objectOf),
      node.map(marked),
      node.map((inner): Planted => ({ ...inner, schema: z.array(inner.schema), value: [inner.value] })),
      node.map((inner): Planted => ({ ...inner, schema: z.tuple([inner.schema]), value: [inner.value] })),
      fc.tuple(fields.map(objectOf), fields.map(objectOf)).map(([left, right]): Planted => {
        const both = { ...(left.value as object), ...(right.value as object) };
        const kept = JSON.stringify(both);
        const secret = [...left.secret, ...right.secret];
        return {
          schema: left.schema.and(right.schema),
          value: both,
          secret: secret.filter((text) => kept.includes(text)),
          open: [],
        };
      }),
      fc
        .tuple(node, fc.constantFrom(...wrappers))
        .map(([inner, wrap]): Planted => ({ ...inner, schema: wrap(inner.schema) })),
    ),
  };
}).node;
