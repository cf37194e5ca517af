import type { StepDefinition } from '../route-definition.ts';
import type { Reference } from '../references.ts';
import type { At, Head } from './paths.ts';
import type { AnswerOf, ElementOf, Services } from './values.ts';

export type Steps = Readonly<Record<string, StepDefinition>>;

/** The ids a step names in `needs`. */
export type NeedsOf<S> = S extends { readonly needs: readonly (infer Id)[] } ? Id & string : never;

/** Every path that a condition reads, and `refused:<step>` for the refusals it names. */
export type PathsOf<C> = C extends { readonly is: readonly [infer Path, unknown] }
  ? Path
  : C extends { readonly isOneOf: readonly [infer Path, unknown] }
    ? Path
    : C extends { readonly includes: readonly [infer Path, unknown] }
      ? Path
      : C extends { readonly present: infer Path }
        ? Path
        : C extends { readonly refused: infer Id extends string }
          ? `refused:${Id}`
          : C extends { readonly all: readonly (infer Part)[] }
            ? PathsOf<Part>
            : C extends { readonly any: readonly (infer Part)[] }
              ? PathsOf<Part>
              : C extends { readonly not: infer Part }
                ? PathsOf<Part>
                : never;

/** What must be there for a condition to hold: paths it compares or asks for, and steps that it wants done. */
type SureOf<C> = C extends { readonly all: readonly (infer Part)[] }
  ? SureOf<Part>
  : C extends { readonly done: infer Id extends string }
    ? Id
    : C extends { readonly any: unknown } | { readonly not: unknown } | { readonly refused: unknown }
      ? never
      : PathsOf<C> & string;

type SureIn<S> = S extends { readonly when: infer C } ? SureOf<C> : never;

type WhenPaths<S> = S extends { readonly when: infer C } ? PathsOf<C> : never;

/** True for a step with `each` whose condition reads `item`: decided per instance, so the step itself always runs. */
type SkipsInstances<S> = S extends { readonly each: unknown }
  ? [Extract<WhenPaths<S>, `item.${string}`>] extends [never]
    ? false
    : true
  : false;

/** True for a step that may be skipped as a whole: by its condition, or because it is given up. */
type MayBeSkipped<S> = S extends { readonly until: unknown }
  ? true
  : S extends { readonly when: unknown }
    ? SkipsInstances<S> extends true
      ? false
      : true
    : false;

/** The answer of one instance. */
type InstanceOutput<V extends Services, S> = S extends { readonly service: infer Name extends keyof V }
  ? AnswerOf<V[Name]> | (SkipsInstances<S> extends true ? null : never)
  : never;

/** What a step gives to those who need it: its answer, or the list of answers where it has `each`. */
type Output<V extends Services, S> = S extends { readonly each: unknown }
  ? InstanceOutput<V, S>[]
  : InstanceOutput<V, S>;

/** The element a step with `each` works on: of a list of the event, or the answer of another step with `each`. */
type ItemOf<V extends Services, Event, S extends Steps, Each> =
  Each extends Reference<infer Path>
    ? Path extends `event.${string}`
      ? ElementOf<At<{ event: Event }, Path>>
      : Path extends keyof S
        ? InstanceOutput<V, S[Path]>
        : never
    : never;

/** All that the checks of one step must know of its surroundings. */
export interface View {
  /** What references may point at: `event`, the needed steps, and `item`. */
  readonly sees: object;
  readonly needs: string;
  /**
   * Needed steps that may have no answer: conditional ones, those given up, and those whose refusal the step lets pass; unless its own
   * condition holds only where they have one.
   */
  readonly mayLack: string;
  /** Paths, and ids of needed steps, that the step's own condition guarantees a value. */
  readonly sure: string;
  /** All ids of the route, to tell a forgotten need from a misspelling. */
  readonly steps: string;
}

/** The view of step `K`. */
export interface ViewOf<V extends Services, Event, S extends Steps, K extends keyof S> {
  readonly sees: { readonly event: Event } & {
    readonly [Id in NeedsOf<S[K]> & keyof S]: Output<V, S[Id]>;
  } & (S[K] extends { readonly each: infer Each } ? { readonly item: ItemOf<V, Event, S, Each> } : unknown);
  readonly needs: NeedsOf<S[K]>;
  readonly mayLack: {
    [Id in NeedsOf<S[K]> & keyof S]: Id extends Head<SureIn<S[K]>>
      ? never
      : MayBeSkipped<S[Id]> extends true
        ? Id
        : `refused:${Id & string}` extends WhenPaths<S[K]>
          ? Id
          : never;
  }[NeedsOf<S[K]> & keyof S];
  readonly sure: SureIn<S[K]>;
  readonly steps: keyof S & string;
}
