import type { Condition } from '../conditions.ts';
import type { NotFound } from './check-reference.ts';
import type { At, Nowhere, PersonalAt } from './paths.ts';
import type { Literal } from './values.ts';
import type { Expected, Refused } from './verdicts.ts';
import type { View } from './view.ts';

/**
 * The condition's own type if it is sound; else the same with a sentence, or the allowed values, in place of what is
 * wrong.
 */
export type CheckCondition<V extends View, C> = C extends {
  readonly is: readonly [infer Path extends string, infer Value];
}
  ? Judged<C, 'is', CheckComparison<V, Path, Value, Found<V, Path>>>
  : C extends { readonly isOneOf: readonly [infer Path extends string, readonly (infer Value)[]] }
    ? Judged<C, 'isOneOf', CheckComparison<V, Path, Value, Found<V, Path>>>
    : C extends { readonly includes: readonly [infer Path extends string, infer Value] }
      ? Judged<C, 'includes', CheckElement<V, Path, Value, NonNullable<Found<V, Path>>>>
      : C extends { readonly present: infer Path extends string }
        ? Judged<C, 'present', CheckPresence<V, Path>>
        : C extends { readonly done: infer Id }
          ? Judged<C, 'done', CheckNamed<V, Id>>
          : C extends { readonly refused: infer Id }
            ? Judged<C, 'refused', CheckNamed<V, Id>>
            : CheckParts<V, C>;

type Judged<C, Word extends string, Verdict> = Verdict extends true ? C : { readonly [Key in Word]: Verdict };

type CheckParts<V extends View, C> = C extends { readonly all: infer Parts }
  ? { readonly all: { readonly [Index in keyof Parts]: CheckCondition<V, Parts[Index]> } }
  : C extends { readonly any: infer Parts }
    ? { readonly any: { readonly [Index in keyof Parts]: CheckCondition<V, Parts[Index]> } }
    : C extends { readonly not: infer Part }
      ? { readonly not: CheckCondition<V, Part> }
      : Condition;

/** What stands at a path in at least one form; never where it leads to nothing. */
type Found<V extends View, Path extends string> = Exclude<At<V['sees'], Path>, Nowhere>;

/** True, or what the pair of path and value should have been. */
type CheckComparison<V extends View, Path extends string, Value, Allowed> =
  CheckContent<V, Path> extends infer Verdict
    ? Verdict extends true
      ? [Value] extends [Literal<NonNullable<Allowed>>]
        ? true
        : readonly [Path, Expected<Literal<NonNullable<Allowed>>>]
      : readonly [Verdict, unknown]
    : never;

/** The same for an element of a list. */
type CheckElement<V extends View, Path extends string, Value, List> = [List] extends [readonly (infer Item)[]]
  ? CheckComparison<V, Path, Value, Item>
  : readonly [Refused<`"${Path}" is no list`>, unknown];

/** A condition may read the content of a field that exists and is not personal. */
type CheckContent<V extends View, Path extends string> =
  CheckPresence<V, Path> extends infer Verdict
    ? Verdict extends true
      ? PersonalAt<V['sees'], Path> extends true
        ? Refused<`"${Path}" is personal: a condition may only ask whether it is present()`>
        : true
      : Verdict
    : never;

/** A condition may ask of any field that exists in at least one form. */
type CheckPresence<V extends View, Path extends string> = Path extends `${string}.${string}`
  ? [Found<V, Path>] extends [never]
    ? NotFound<V, Path>
    : true
  : Refused<'name a field; of a whole step ask done()'>;

type CheckNamed<V extends View, Id> = Id extends V['needs']
  ? true
  : Id extends V['steps']
    ? Refused<`"${Id}" does not stand in needs`>
    : Refused<`there is no step "${Id & string}"`>;
