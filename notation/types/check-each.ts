import type { Reference } from '../references.ts';
import type { NotFound } from './check-reference.ts';
import type { At } from './paths.ts';
import type { Refused } from './verdicts.ts';
import type { Steps, View } from './view.ts';

/** `each` takes a list of the event, or a needed step that has `each` itself. */
export type CheckEach<V extends View, S extends Steps, Each> =
  Each extends Reference<infer Path, infer Fallback>
    ? Path extends `event.${string}`
      ? CheckEventList<V, Path, Each>
      : Path extends V['needs'] & keyof S
        ? CheckAnswers<V, S, Path, [Fallback] extends [never] ? false : true> extends infer Verdict
          ? Verdict extends true
            ? Each
            : Verdict
          : never
        : NotFound<V, Path>
    : Reference;

type CheckEventList<V extends View, Path extends string, Each> =
  At<V['sees'], Path> extends infer List
    ? [NonNullable<List>] extends [readonly unknown[]]
      ? Each
      : Refused<`"${Path}" is no list of the event`>
    : never;

type CheckAnswers<V extends View, S extends Steps, Id extends keyof S & string, HasFallback> = S[Id] extends {
  readonly each: unknown;
}
  ? Id extends V['mayLack']
    ? HasFallback extends true
      ? true
      : Refused<`"${Id}" may have no answer: give the fallback []`>
    : true
  : Refused<`"${Id}" has no each: it gives one answer, not a list`>;
