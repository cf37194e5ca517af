import type { Condition } from '../conditions.ts';
import type { Reference } from '../references.ts';
import type { StepDefinition } from '../route-definition.ts';
import type { Service } from '../service.ts';
import type { CheckCondition } from './check-condition.ts';
import type { CheckEach } from './check-each.ts';
import type { CheckValue } from './check-reference.ts';
import type { DatePaths, TermText } from './dates.ts';
import type { AnswerOf, InputOf, Literal, OptionalInput, Services } from './values.ts';
import type { OneOf, Refused } from './verdicts.ts';
import type { Steps, View, ViewOf } from './view.ts';

/** What step `K` must look like, given all the others. `defineRoute` intersects the written steps with this. */
export type CheckStep<V extends Services, Event, S extends Steps, K extends keyof S> = S[K] extends {
  readonly service: infer Name extends keyof V;
}
  ? CheckOrder<ViewOf<V, Event, S, K>, S, K> &
      CheckTerms<Event, Exclude<keyof S, K>, V[Name]> &
      CheckInput<ViewOf<V, Event, S, K>, S[K], V[Name]> &
      CheckUndo<V, S[K], V[Name]> &
      Misspelt<S[K]>
  : { readonly service: OneOf<keyof V> };

/** When the step runs, and how often. */
interface CheckOrder<Sight extends View, S extends Steps, K extends keyof S> {
  readonly needs?: readonly OneOf<Exclude<keyof S, K>>[];
  readonly until?: OneOf<Exclude<keyof S, K>>;
  readonly when?: S[K] extends { readonly when: infer C } ? CheckCondition<Sight, C> : Condition;
  readonly each?: S[K] extends { readonly each: infer Each } ? CheckEach<Sight, S, Each> : Reference;
}

/** Dates and terms, and the answer that silence gives. */
interface CheckTerms<Event, OtherStep, Called extends Service> {
  readonly after?: OneOf<DatePaths<Event, 'event'> | TermText>;
  readonly within?: OneOf<TermText>;
  readonly since?: OneOf<DatePaths<Event, 'event'> | OtherStep>;
  readonly late?:
    | 'escalate'
    | 'close'
    | { readonly granted: { readonly law: string; readonly answer: Literal<AnswerOf<Called>> } };
}

type CheckInput<Sight extends View, Written, Called extends Service> =
  object extends InputFields<Sight, Written, Called>
    ? { readonly input?: InputFields<Sight, Written, Called> }
    : { readonly input: InputFields<Sight, Written, Called> };

/** Each field that the service takes, checked against what is written; and none besides. */
type InputFields<Sight extends View, Written, Called extends Service> = {
  readonly [F in Exclude<keyof InputOf<Called>, OptionalInput<Called>>]: CheckField<
    Sight,
    Written,
    Called,
    F
  >;
} & {
  readonly [F in OptionalInput<Called> & keyof InputOf<Called>]?: CheckField<Sight, Written, Called, F>;
} & {
  readonly [
    F in Exclude<keyof WrittenInput<Written>, keyof InputOf<Called>>
  ]: Refused<`the service takes no field "${F & string}"`>;
};

type WrittenInput<Written> = Written extends { readonly input: infer Input } ? Input : object;

type CheckField<
  Sight extends View,
  Written,
  Called extends Service,
  F extends keyof InputOf<Called>,
> = F extends keyof WrittenInput<Written>
  ? CheckValue<Sight, WrittenInput<Written>[F], InputOf<Called>[F]>
  : InputOf<Called>[F] | Reference;

/** The service that takes a step back gets the step's own input. */
interface CheckUndo<V extends Services, Written, Called extends Service> {
  readonly undo?: Written extends { readonly undo: infer Undo extends keyof V }
    ? InputOf<Called> extends InputOf<V[Undo]>
      ? Undo
      : Refused<`the input of this step does not fit "${Undo & string}"`>
    : OneOf<keyof V>;
}

/** Every other name in a step is a misspelling. */
type Misspelt<Written> = {
  readonly [
    Name in Exclude<keyof Written, keyof StepDefinition>
  ]: Refused<`a step has no field "${Name & string}"`>;
};
