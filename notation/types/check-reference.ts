import type { Reference } from '../references.ts';
import type { Plain } from '../schema.ts';
import type { At, Head, Nowhere } from './paths.ts';
import type { Literal } from './values.ts';
import type { OneOf, Refused } from './verdicts.ts';
import type { View } from './view.ts';

/** Says why a path leads to nothing. */
export type NotFound<V extends View, Path extends string> =
  Head<Path> extends keyof V['sees']
    ? Refused<`there is no "${Path}"`>
    : Head<Path> extends V['steps']
      ? Refused<`"${Head<Path>}" does not stand in needs`>
      : Head<Path> extends 'item'
        ? Refused<'"item" exists only in a step with each'>
        : Refused<`there is no "${Path}": paths start with event, item or a needed step`>;

/**
 * Checks one value of an input against the type that the service wants: the value's own type if it fits, else a
 * sentence or the wanted type, which the compiler then shows at the field.
 */
export type CheckValue<V extends View, Value, Want> =
  Value extends Reference<infer Path, infer Fallback>
    ? CheckReference<V, Path, Fallback, Want> extends infer Verdict
      ? Verdict extends true
        ? Value
        : Verdict
      : never
    : Value extends readonly unknown[]
      ? CheckList<V, Value, Want>
      : Value extends object
        ? CheckObject<V, Value, Want>
        : Value extends Literal<Want>
          ? Value
          : OneOf<Literal<Want>> | Reference;

type CheckList<V extends View, Value extends readonly unknown[], Want> =
  NonNullable<Want> extends readonly (infer Item)[]
    ? { readonly [Index in keyof Value]: CheckValue<V, Value[Index], Item> }
    : OneOf<Literal<Want>> | Reference;

type CheckObject<V extends View, Value extends object, Want> = [Extract<Want, object>] extends [never]
  ? OneOf<Literal<Want>> | Reference
  : {
      readonly [Key in keyof Value | keyof Extract<Want, object>]: Key extends keyof Value
        ? CheckValue<V, Value[Key], FieldOfSome<Want, Key>>
        : FieldOfSome<Want, Key> | Reference;
    };

/** A field that at least one form of a type has. */
type FieldOfSome<T, Key> = T extends object ? (Key extends keyof T ? T[Key] : never) : never;

/** True, or the sentence that says what is wrong. */
type CheckReference<V extends View, Path extends string, Fallback, Want> =
  At<V['sees'], Path, V['sure']> extends infer Found
    ? [Exclude<Found, Nowhere>] extends [never]
      ? NotFound<V, Path>
      : [Fallback] extends [never]
        ? CheckBare<V, Path, Found, Want>
        : [NonNullable<Plain<Exclude<Found, Nowhere>>>] extends [Want]
          ? CheckFallback<V, Fallback, Want>
          : Refused<`"${Path}" has another type than this field`>
    : never;

type CheckBare<V extends View, Path extends string, Found, Want> =
  Head<Path> extends V['mayLack']
    ? Refused<`"${Head<Path>}" may have no answer: give a fallback for "${Path}"`>
    : [Extract<Found, Nowhere>] extends [never]
      ? [Plain<Found>] extends [Want]
        ? true
        : [NonNullable<Plain<Found>>] extends [Want]
          ? Refused<`"${Path}" may be null: give a fallback`>
          : Refused<`"${Path}" has another type than this field`>
      : Refused<`not every form has "${Path}": give a fallback`>;

type CheckFallback<V extends View, Fallback, Want> =
  Fallback extends Reference<infer Path, infer Next>
    ? CheckReference<V, Path, Next, Want>
    : Fallback extends Literal<Want>
      ? true
      : Refused<'the fallback has another type than this field'>;
