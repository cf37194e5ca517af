import { z } from 'zod';

/** A schema without its wrappers: what is left of unions and intersections is a list of these. */
export type Form = z.core.$ZodTypes;

/** The forms a value may have, and whether a mark `personal` stands on any of them or on the way there. */
export interface Unfolded {
  readonly marked: boolean;
  readonly forms: readonly Form[];
}

/** Takes off `nullable`, `optional`, defaults, pipes and the like, and splits unions and intersections. */
export function unfold(schemas: readonly z.core.$ZodType[]): Unfolded {
  const forms: Form[] = [];
  let marked = false;
  const waiting = [...schemas] as Form[];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    marked ||= isMarked(schema);
    const inner = innerOf(schema);
    if (inner === undefined) forms.push(schema);
    else waiting.push(...(inner as Form[]));
  }
  return { marked, forms };
}

/** The schemas of one field in all forms; none where no form knows the field. `*` stands for any element or key. */
export function fieldIn(forms: readonly Form[], key: string): readonly z.core.$ZodType[] {
  return forms.flatMap((form) => {
    const { def } = form._zod;
    if (def.type === 'object') return fieldOfObject(def, key);
    if (def.type === 'record') return [def.valueType];
    return isIndex(key) ? elementOf(form, key) : anythingOf(form);
  });
}

function elementOf(form: Form, key: string): readonly z.core.$ZodType[] {
  const { def } = form._zod;
  if (def.type === 'array') return [def.element];
  return def.type === 'tuple' ? elementsOfTuple(def, key) : anythingOf(form);
}

function anythingOf(form: Form): readonly z.core.$ZodType[] {
  return takesAnything(form) ? [form] : [];
}

/** True for a schema that says nothing of what a value holds. */
export function takesAnything(form: Form): boolean {
  return ['any', 'unknown', 'custom', 'transform'].includes(form._zod.def.type);
}

function isMarked(schema: Form): boolean {
  const { def } = schema._zod;
  const onKeys = def.type === 'record' && isMarked(def.keyType as Form);
  return onKeys || z.globalRegistry.get(schema)?.['personal'] === true;
}

/** Undefined where the schema is a form itself. */
function innerOf(schema: Form): readonly z.core.$ZodType[] | undefined {
  const { def } = schema._zod;
  if (def.type === 'union') return def.options;
  if (def.type === 'intersection') return [def.left, def.right];
  if (def.type === 'pipe') return [def.in, def.out];
  if (def.type === 'lazy') return [def.getter()];
  return 'innerType' in def ? [def.innerType] : undefined;
}

function fieldOfObject(def: z.core.$ZodObjectDef, key: string): readonly z.core.$ZodType[] {
  const field = Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
  return field === undefined || (field as Form)._zod.def.type === 'never' ? [] : [field];
}

function elementsOfTuple(def: z.core.$ZodTupleDef, key: string): readonly z.core.$ZodType[] {
  if (key === '*') return def.rest === null ? def.items : [...def.items, def.rest];
  const element = def.items[Number(key)] ?? def.rest;
  return element === null ? [] : [element];
}

function isIndex(key: string): boolean {
  return key === '*' || /^\d+$/.test(key);
}
