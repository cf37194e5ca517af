import type { Condition } from '../conditions.ts';
import type { NotFound } from './check-reference.ts';
import type { At, Nowhere, PersonalAt } from './paths.ts';
import type { Literal } from './values.ts';
import type { View } from './view.ts';

/** What stands at a path in at least one form; never where it leads to nothing. */
type Found<V extends View, Path extends string> = Exclude<At<V['sees'], Path>, Nowhere>;

/** What a path's value may be compared with, or the sentence that says why it may not be read. */
type Readable<V extends View, Path extends string> = [Found<V, Path>] extends [never]
  ? NotFound<V, Path>
  : PersonalAt<V['sees'], Path> extends true
    ? `"${Path}" is personal: a condition may only ask whether it is present()`
    : true;

/** The condition's own type if it is sound; else the same with a sentence, or the allowed values, in place of what is wrong. */
export type CheckCondition<V extends View, C> = C extends {
  readonly is: readonly [infer Path extends string, infer Value];
}
  ? CheckComparison<V, Path, Value, NonNullable<Found<V, Path>>> extends infer Verdict
    ? Verdict extends true
      ? C
      : { readonly is: Verdict }
    : never
  : C extends { readonly isOneOf: readonly [infer Path extends string, readonly (infer Value)[]] }
    ? CheckComparison<V, Path, Value, NonNullable<Found<V, Path>>> extends infer Verdict
      ? Verdict extends true
        ? C
        : { readonly isOneOf: Verdict }
      : never
    : C extends { readonly includes: readonly [infer Path extends string, infer Value] }
      ? CheckComparison<V, Path, Value, ItemOfList<Found<V, Path>>> extends infer Verdict
        ? Verdict extends true
          ? C
          : { readonly includes: Verdict }
        : never
      : CheckQuestion<V, C>;

type ItemOfList<T> = NonNullable<T> extends readonly (infer Item)[] ? Item : never;

/** True, or what the pair of path and value should have been. */
type CheckComparison<V extends View, Path extends string, Value, Allowed> =
  Readable<V, Path> extends infer Verdict
    ? Verdict extends true
      ? [Value] extends [Literal<Allowed>]
        ? true
        : readonly [Path, Literal<Allowed>]
      : readonly [Verdict, unknown]
    : never;

/** `present`, `done`, `refused`, and what is put together of conditions. */
type CheckQuestion<V extends View, C> = C extends { readonly present: infer Path extends string }
  ? Path extends `${string}.${string}`
    ? [Found<V, Path>] extends [never]
      ? { readonly present: NotFound<V, Path> }
      : C
    : { readonly present: 'name a field; of a whole step ask done()' }
  : C extends { readonly done: infer Id }
    ? Id extends V['needs']
      ? C
      : { readonly done: V['needs'] }
    : C extends { readonly refused: infer Id }
      ? Id extends V['needs']
        ? C
        : { readonly refused: V['needs'] }
      : CheckParts<V, C>;

type CheckParts<V extends View, C> = C extends { readonly all: infer Parts }
  ? { readonly all: { readonly [Index in keyof Parts]: CheckCondition<V, Parts[Index]> } }
  : C extends { readonly any: infer Parts }
    ? { readonly any: { readonly [Index in keyof Parts]: CheckCondition<V, Parts[Index]> } }
    : C extends { readonly not: infer Part }
      ? { readonly not: CheckCondition<V, Part> }
      : Condition;
