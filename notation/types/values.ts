import type { z } from 'zod';
import type { IsoDate, IsPersonal, Personal, Plain } from '../schema.ts';
import type { Service } from '../service.ts';

export type Services = Readonly<Record<string, Service>>;

/** The services of a list as a record by id, e.g. `ServicesById<typeof list>` for `routesOver`. */
export type ServicesById<List extends readonly Service[]> = {
  readonly [S in List[number] as S['id']]: S;
};

/** What a service takes, field by field, without personal marks. (zod spells an empty object as `Record<string, never>`.) */
export type InputOf<S extends Service> =
  z.output<S['input']> extends Record<string, never> ? object : Plain<z.output<S['input']>>;

/** Fields that may be left out of a service's input. */
export type OptionalInput<S extends Service> = {
  [Key in keyof z.input<S['input']>]-?: object extends Pick<z.input<S['input']>, Key> ? Key : never;
}[keyof z.input<S['input']>];

/** What a service gives, with its personal marks. */
export type AnswerOf<S extends Service> = z.output<S['answer']>;

/** A date as it is written in a definition; that the day exists is checked at load. */
export type DateText = `${number}-${number}-${number}`;

/** What may be written down as a value of a type: dates as text, lists read-only, no personal marks. */
export type Literal<T> = T extends IsoDate
  ? DateText
  : Plain<T> extends infer P
    ? P extends readonly (infer Item)[]
      ? readonly Literal<Item>[]
      : P extends object
        ? { readonly [Key in keyof P]: Literal<P[Key]> }
        : P
    : never;

/** The element of a list; personal where the whole list is. */
export type ElementOf<List> =
  NonNullable<List> extends readonly (infer Item)[]
    ? IsPersonal<List> extends true
      ? Personal<Item>
      : Item
    : never;
