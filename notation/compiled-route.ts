import type { Condition } from './conditions.ts';
import type { Facts, Reads } from './facts.ts';
import type { Reference } from './references.ts';
import type { Service } from './service.ts';

/** An input as data: literals, references, and objects or lists of them. */
export type InputValue =
  | string
  | number
  | boolean
  | null
  | Reference
  | readonly InputValue[]
  | { readonly [field: string]: InputValue };

/** What the workflow and the activities need of one step. Plain JSON. */
export interface CompiledStep {
  readonly title: string;
  readonly service: string;
  readonly kind: Service['kind'];
  readonly agency: string;
  readonly answers: Service['answers'];
  readonly repeat: Service['repeat'];
  /** `law`: goes on when the person withdraws; `consent`: rests on consent or on the person's wish, and stops. */
  readonly basis: Service['basis'];
  readonly purpose: string;
  readonly timeoutMs: number;
  readonly norm: string | null;
  /** quick: a call that is safe and answers at once, or a rule; everything else is ordinary. */
  readonly pace: 'quick' | 'ordinary';
  /** Days a week of the agency's calendar, for terms in working days. */
  readonly week: 5 | 6;
  readonly needs: readonly string[];
  readonly when: Condition | null;
  /** A list of the event (path relative to it: `founders`), or the answers of another step with `each`. */
  readonly each: { readonly event: string } | { readonly step: string } | null;
  readonly by: string | null;
  readonly input: Readonly<Record<string, InputValue>>;
  /** Not before this date (`event.movingOn`), or this term after `since`. */
  readonly after: { readonly date: string } | { readonly term: string } | null;
  readonly within: string | null;
  /** `event.<date field>`, a step id, or null: the step's start. */
  readonly since: string | null;
  readonly late:
    | 'escalate'
    | 'close'
    | { readonly granted: { readonly law: string; readonly answer: Readonly<Record<string, unknown>> } };
  /** Skipped, unless it has acted already, once this other step has met its end. */
  readonly until?: string;
  readonly essential: boolean;
  /** Refusal codes that the person can mend, with the input field and the term for it. */
  readonly mends: Readonly<Record<string, { readonly field: string; readonly within: string | null }>>;
  readonly undo: {
    readonly service: string;
    readonly agency: string;
    readonly repeat: Service['repeat'];
    readonly timeoutMs: number;
  } | null;
  /** Every dependant that reads its answer has a fallback, and it is not essential: an officer may skip it. */
  readonly skippable: boolean;
  /** Fields of its answer that conditions of others read, relative to the answer. */
  readonly tells: Reads;
  /** Fields of its element (`item`) that its own condition reads, relative to the element. */
  readonly asksItem: Reads;
}

/** A definition as the workflow sees it. Plain JSON: no schemas, no texts but titles. */
export interface CompiledRoute {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Fields of the event that conditions read, relative to the event. */
  readonly reads: Reads;
  readonly steps: Readonly<Record<string, CompiledStep>>;
}

/** What one route starts with, made from its event; holds nothing that a schema marks personal. */
export interface StartFacts {
  /** Keys `event.<path>` and `?event.<path>`. */
  readonly facts: Facts;
  /** Per step with `each` over the event: facts of every element, keys `item.<path>` and `?item.<path>`. */
  readonly items: Readonly<Record<string, readonly Facts[]>>;
}
