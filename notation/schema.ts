import { z } from 'zod';

declare const personalMark: unique symbol;
declare const dateMark: unique symbol;

/** A value that belongs to a person: never in Temporal, logs, URLs or metrics. Carries its plain type. */
export type Personal<T> = T extends null | undefined ? T : T & { readonly [personalMark]: T };

/** A calendar date `YYYY-MM-DD` without time. Only these may serve as `since`, `after` or `inForce.by`. */
export type IsoDate = string & { readonly [dateMark]: true };

/** The type without its personal marks, all the way down; what a personal value is compared as. */
export type Plain<T> = T extends { readonly [personalMark]: infer Base }
  ? Plain<Base>
  : T extends IsoDate
    ? T
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : T;

/** True where the type carries the personal mark (or may). */
export type IsPersonal<T> = [Extract<T, { readonly [personalMark]: unknown }>] extends [never] ? false : true;

/**
 * Marks a field as personal. Conditions may only ask whether it is `present`; its value stays in PostgreSQL behind
 * the one door. At run time the mark is zod metadata `{ personal: true }`, which also shows in JSON Schema.
 */
export function personal<S extends z.ZodType>(schema: S): z.ZodType<Personal<z.output<S>>, z.input<S>> {
  return schema.meta({ ...schema.meta(), personal: true }) as unknown as z.ZodType<
    Personal<z.output<S>>,
    z.input<S>
  >;
}

/** A date `YYYY-MM-DD` that exists in the calendar. */
export function isoDate(): z.ZodType<IsoDate, string> {
  return z.iso.date() as unknown as z.ZodType<IsoDate, string>;
}
