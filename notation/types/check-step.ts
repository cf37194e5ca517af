import type { Condition } from '../conditions.ts';
import type { Reference } from '../references.ts';
import type { StepDefinition } from '../route-definition.ts';
import type { CheckCondition } from './check-condition.ts';
import type { CheckValue, NotFound } from './check-reference.ts';
import type { DatePaths, TermText } from './dates.ts';
import type { At } from './paths.ts';
import type { AnswerOf, InputOf, Literal, OptionalInput, Services } from './values.ts';
import type { Service } from '../service.ts';
import type { Steps, View, ViewOf } from './view.ts';

/** What step `K` must look like, given all the others. `defineRoute` intersects the written steps with this. */
export type CheckStep<V extends Services, Event, S extends Steps, K extends keyof S> = S[K] extends {
  readonly service: infer Name extends keyof V;
}
  ? CheckKnown<V, Event, S, K> & CheckCalls<V, ViewOf<V, Event, S, K>, S[K], V[Name]> & Misspelt<S[K]>
  : { readonly service: keyof V };

/** Fields that do not depend on the service. */
interface CheckKnown<V extends Services, Event, S extends Steps, K extends keyof S> {
  readonly needs?: readonly Exclude<keyof S, K>[];
  readonly when?: S[K] extends { readonly when: infer C }
    ? CheckCondition<ViewOf<V, Event, S, K>, C>
    : Condition;
  readonly each?: S[K] extends { readonly each: infer Each } ? CheckEach<V, Event, S, K, Each> : Reference;
  readonly after?: DatePaths<Event, 'event'> | TermText;
  readonly within?: TermText;
  readonly since?: DatePaths<Event, 'event'> | Exclude<keyof S, K>;
}

/** Fields that depend on the service: `input`, `late` and `undo`. */
type CheckCalls<V extends Services, Sight extends View, Written, Called extends Service> = CheckInput<
  Sight,
  Written,
  Called
> & {
  readonly late?:
    | 'escalate'
    | 'close'
    | { readonly granted: { readonly law: string; readonly answer: Literal<AnswerOf<Called>> } };
  readonly undo?: Written extends { readonly undo: infer Undo }
    ? Undo extends keyof V
      ? InputOf<Called> extends InputOf<V[Undo]>
        ? Undo
        : `the input of this step does not fit "${Undo & string}"`
      : keyof V
    : keyof V;
};

type CheckInput<Sight extends View, Written, Called extends Service> =
  object extends InputFields<Sight, Written, Called>
    ? { readonly input?: InputFields<Sight, Written, Called> }
    : { readonly input: InputFields<Sight, Written, Called> };

type WrittenInput<Written> = Written extends { readonly input: infer Input } ? Input : object;

type InputFields<Sight extends View, Written, Called extends Service> = {
  readonly [Field in Exclude<keyof InputOf<Called>, OptionalInput<Called>>]: CheckField<
    Sight,
    Written,
    Called,
    Field
  >;
} & {
  readonly [Field in OptionalInput<Called> & keyof InputOf<Called>]?: CheckField<
    Sight,
    Written,
    Called,
    Field
  >;
} & {
  readonly [
    Field in Exclude<keyof WrittenInput<Written>, keyof InputOf<Called>>
  ]: `the service takes no field "${Field & string}"`;
};

type CheckField<
  Sight extends View,
  Written,
  Called extends Service,
  Field extends keyof InputOf<Called>,
> = Field extends keyof WrittenInput<Written>
  ? CheckValue<Sight, WrittenInput<Written>[Field], InputOf<Called>[Field]>
  : InputOf<Called>[Field] | Reference;

/** `each` takes a list of the event, or a needed step that has `each` itself. */
type CheckEach<V extends Services, Event, S extends Steps, K extends keyof S, Each> =
  Each extends Reference<infer Path, infer Fallback>
    ? Path extends `event.${string}`
      ? At<{ event: Event }, Path> extends infer List
        ? [NonNullable<List>] extends [readonly unknown[]]
          ? Each
          : `"${Path}" is no list of the event`
        : never
      : Path extends ViewOf<V, Event, S, K>['needs'] & keyof S
        ? S[Path] extends { readonly each: unknown }
          ? Path extends ViewOf<V, Event, S, K>['mayLack']
            ? [Fallback] extends [never]
              ? `"${Path}" may have no answer: give the fallback []`
              : Each
            : Each
          : `"${Path}" has no each: it gives one answer, not a list`
        : NotFound<ViewOf<V, Event, S, K>, Path>
    : Reference;

/** Every other name in a step is a misspelling. */
type Misspelt<Written> = {
  readonly [Name in Exclude<keyof Written, keyof StepDefinition>]: never;
};
