import type { IsPersonal } from '../schema.ts';

declare const nowhere: unique symbol;

/** Stands in a type where a path leads to nothing, so that a union shows which of its forms lack the field. */
export interface Nowhere {
  readonly [nowhere]: true;
}

type Scalar = string | number | boolean;

/** One field of a type. A missing value counts as null; distributes over the forms of a union. */
type Field<T, Key extends string> = T extends null | undefined
  ? null
  : T extends Scalar | readonly unknown[]
    ? Nowhere
    : Key extends keyof T
      ? undefined extends T[Key]
        ? Exclude<T[Key], undefined> | null
        : T[Key]
      : Nowhere;

/** What stands at a dotted path: nullable where any part of the way is, `Nowhere` for forms that lack it. */
export type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? At<Field<T, Head>, Rest>
  : Field<T, Path>;

/** True where a value on the way to the path, or at its end, is marked personal. */
export type PersonalAt<T, Path extends string> =
  IsPersonal<T> extends true
    ? true
    : Path extends `${infer Head}.${infer Rest}`
      ? PersonalAt<Field<T, Head>, Rest>
      : IsPersonal<Field<T, Path>>;

/** The first part of a path: `event`, `item` or a step's id. */
export type Head<Path extends string> = Path extends `${infer First}.${string}` ? First : Path;
