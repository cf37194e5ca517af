/** What a condition may compare with. Dates compare as text, which ISO order allows. */
export type Comparable = string | number | boolean;

/** `when`, as data. A comparison with a value that is not there is false. */
export type Condition =
  | { readonly is: readonly [path: string, value: Comparable] }
  | { readonly isOneOf: readonly [path: string, values: readonly Comparable[]] }
  | { readonly includes: readonly [path: string, value: Comparable] }
  | { readonly present: string }
  | { readonly done: string }
  | { readonly refused: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** The field equals the value. */
export const is = <const P extends string, const V extends Comparable>(path: P, value: V) => ({
  is: [path, value] as const,
});
/** The field equals one of the values. */
export const isOneOf = <const P extends string, const V extends readonly Comparable[]>(
  path: P,
  values: V,
) => ({
  isOneOf: [path, values] as const,
});
/** The list holds the value. */
export const includes = <const P extends string, const V extends Comparable>(path: P, value: V) => ({
  includes: [path, value] as const,
});
/** The field is there and not null. The only question allowed of a personal field. */
export const present = <const P extends string>(path: P) => ({ present: path });
/** The step ended done. */
export const done = <const S extends string>(step: S) => ({ done: step });
/** The step ended refused. Naming it lets the dependant run in spite of the refusal. */
export const refused = <const S extends string>(step: S) => ({ refused: step });
export const all = <const C extends readonly Condition[]>(...conditions: C) => ({ all: conditions });
export const any = <const C extends readonly Condition[]>(...conditions: C) => ({ any: conditions });
export const not = <const C extends Condition>(condition: C) => ({ not: condition });
