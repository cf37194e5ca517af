import { z } from 'zod';
import { fieldIn, takesAnything, unfold, type Form } from './schema-forms.ts';

/**
 * Paths of everything in a schema that is marked personal, e.g. `mother.pinfl` or `founders.*.pinfl`; an empty path
 * where the schema itself is marked. Does not look below a mark, nor twice into a schema that contains itself.
 */
export function personalPaths(schema: z.core.$ZodType): string[] {
  return [...new Set(markedBelow(schema, '', []))];
}

function markedBelow(schema: z.core.$ZodType, path: string, above: readonly Form[]): string[] {
  const { marked, forms } = unfold([schema]);
  if (marked) return [path];
  return forms
    .filter((form) => !above.includes(form))
    .flatMap((form) =>
      keysOf(form).flatMap((key) =>
        fieldIn([form], key).flatMap((field) =>
          markedBelow(field, path === '' ? key : `${path}.${key}`, [...above, form]),
        ),
      ),
    );
}

function keysOf(form: Form): string[] {
  const { def } = form._zod;
  if (def.type === 'object') return [...Object.keys(def.shape), ...(def.catchall ? ['*'] : [])];
  return ['array', 'tuple', 'record'].includes(def.type) ? ['*'] : [];
}

/** Paths of the fields that a value of this schema has, each after `place`, and of the fields of those. */
export function fieldPaths(schema: z.core.$ZodType, place: string): string[] {
  const fieldsOf = (of: z.core.$ZodType, path: string) =>
    unfold([of]).forms.flatMap((form) =>
      keysOf(form).flatMap((key) => fieldIn([form], key).map((field) => [`${path}.${key}`, field] as const)),
    );
  const own = fieldsOf(schema, place);
  return [...own, ...own.flatMap(([path, field]) => fieldsOf(field, path))].map(([path]) => path);
}

const dropped = Symbol('dropped');

/**
 * A copy of a value without what its schema marks personal, and without fields that the schema does not know.
 * Where a field is marked in one form of a union it goes in all of them. Elements of a list that are marked
 * themselves leave the list; a value that is marked as a whole gives undefined.
 */
export function withoutPersonal(schema: z.core.$ZodType, value: unknown): unknown {
  const kept = keep([schema], value);
  return kept === dropped ? undefined : kept;
}

function keep(schemas: readonly z.core.$ZodType[], value: unknown): unknown {
  const { marked, forms } = unfold(schemas);
  if (marked || forms.length === 0) return dropped;
  if (Array.isArray(value))
    return value.map((item, index) => keep(fieldIn(forms, String(index)), item)).filter(isKept);
  if (typeof value === 'object' && value !== null) return keepFields(forms, value);
  return value === null || forms.some(takesScalars) ? value : dropped;
}

function keepFields(forms: readonly Form[], value: object): unknown {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, keep(fieldIn(forms, key), field)] as const)
      .filter(([, field]) => isKept(field)),
  );
}

function isKept(value: unknown): boolean {
  return value !== dropped;
}

function takesScalars(form: Form): boolean {
  return (
    takesAnything(form) || !['object', 'array', 'tuple', 'record', 'map', 'set'].includes(form._zod.def.type)
  );
}

/** True where a value at the path, or anything on the way to it, is marked personal. */
export function isPersonalAt(schema: z.core.$ZodType, path: string): boolean {
  let schemas: readonly z.core.$ZodType[] = [schema];
  for (const key of path.split('.')) {
    const { marked, forms } = unfold(schemas);
    if (marked) return true;
    schemas = fieldIn(forms, key);
  }
  return unfold(schemas).marked;
}

/**
 * The schema of one field at a dotted path, through nullable and optional parts; a union where the forms differ;
 * undefined where no form has the field.
 */
export function fieldSchema(schema: z.core.$ZodType, path: string): z.ZodType | undefined {
  let schemas: readonly z.core.$ZodType[] = [schema];
  for (const key of path.split('.')) schemas = fieldIn(unfold(schemas).forms, key);
  const [only, ...others] = schemas as readonly z.ZodType[];
  return only === undefined || others.length === 0 ? only : z.union([only, ...others]);
}
