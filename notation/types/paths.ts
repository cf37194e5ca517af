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

/**
 * What stands at a dotted path: nullable where any part of the way is, `Nowhere` for forms that lack it. `Sure` names
 * paths that are known to lead to a value, which rules out null there and all forms without it.
 */
export type At<
  T,
  Path extends string,
  Sure extends string = never,
> = Path extends `${infer First}.${infer Rest}`
  ? At<Known<Fitting<T, Sure>, First, Sure>, Rest, Below<Sure, First>>
  : Known<Fitting<T, Sure>, Path, Sure>;

/** One field, which is surely there if a sure path begins with it. */
type Known<T, Key extends string, Sure extends string> =
  Key extends Head<Sure> ? OrElse<Exclude<Field<T, Key>, Nowhere | null>, Field<T, Key>> : Field<T, Key>;

/** The forms of a union that can have a value at every sure path. */
type Fitting<T, Sure extends string> = [Sure] extends [never] ? T : OrElse<FormsWith<T, Head<Sure>>, T>;

type FormsWith<T, Keys extends string> = T extends unknown
  ? [LackedBy<T, Keys>] extends [never]
    ? T
    : never
  : never;

/** A sure path that leads nowhere is refused where it stands; here it must not rule out everything. */
type OrElse<T, Otherwise> = [T] extends [never] ? Otherwise : T;

type LackedBy<T, Keys extends string> = {
  [Key in Keys]: [Exclude<Field<T, Key>, Nowhere | null>] extends [never] ? Key : never;
}[Keys];

/** The rest of the sure paths that begin with a key. */
type Below<Sure extends string, Key extends string> = Sure extends `${Key}.${infer Rest}` ? Rest : never;

/** True where a value on the way to the path, or at its end, is marked personal. */
export type PersonalAt<T, Path extends string> =
  IsPersonal<T> extends true
    ? true
    : Path extends `${infer Head}.${infer Rest}`
      ? PersonalAt<Field<T, Head>, Rest>
      : IsPersonal<Field<T, Path>>;

/** The first part of a path: `event`, `item` or a step's id. */
export type Head<Path extends string> = Path extends `${infer First}.${string}` ? First : Path;
