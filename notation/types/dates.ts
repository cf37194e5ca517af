import type { IsoDate, Plain } from '../schema.ts';

type Unit = 'minute' | 'hour' | 'working day' | 'day' | 'month';

/**
 * A term as it is written: `1 working day`, `3 months`. That the number is whole is checked at load. A term in days or
 * months that ends on a day off ends on the next working day, but for `10 days exactly`, where the law says otherwise.
 */
export type TermText = `${number} ${Unit | `${Unit}s` | `${'day' | 'month'}${'' | 's'} exactly`}`;

type IsAny<T> = 0 extends 1 & T ? true : false;
type Step<Depth extends readonly unknown[]> = readonly [...Depth, unknown];

/**
 * Paths of all dates (`isoDate()`, never null) in a type, e.g. `event.bornOn` | `event.child.movedOn`: lets the
 * compiler offer them. Looks three objects deep, which also ends on schemas that contain themselves.
 */
export type DatePaths<
  T,
  Prefix extends string,
  Depth extends readonly unknown[] = readonly [],
> = Depth['length'] extends 3
  ? never
  : {
      [Key in keyof T & string]: IsAny<T[Key]> extends true
        ? never
        : DatesAt<T[Key], `${Prefix}.${Key}`, Depth>;
    }[keyof T & string];

type DatesAt<T, Path extends string, Depth extends readonly unknown[]> = [T] extends [IsoDate]
  ? Path
  : [T] extends [readonly unknown[] | string | number | boolean | null | undefined]
    ? never
    : [Plain<T>] extends [object]
      ? DatePaths<T, Path, Step<Depth>>
      : never;
