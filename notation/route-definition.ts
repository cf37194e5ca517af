import type { z } from 'zod';
import type { InputValue } from './compiled-route.ts';
import type { Condition } from './conditions.ts';
import type { Reference } from './references.ts';

/** Silence counts as yes: the law that says so, and the answer that is then taken as given. */
export interface Granted {
  readonly law: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** One step as it is written. `checkRoute` knows these fields by name. */
export interface StepDefinition {
  /** English title; other languages stand in the texts under `<life event>.<step>`. */
  readonly title: string;
  readonly service: string;
  /** Starts when all of these are settled. */
  readonly needs?: readonly string[];
  /** Unmet: the step is skipped. */
  readonly when?: Condition;
  readonly input?: Readonly<Record<string, InputValue>>;
  /** One instance per element: a list of the event, or the output of another step with `each`. */
  readonly each?: Reference;
  /** Whose turn a task is: `applicant`, `item`, a field of the event with a person, or an agency's id (its team). */
  readonly by?: string;
  /** Not before this date of the event, or this term after `since`. */
  readonly after?: string;
  readonly within?: string;
  /** What terms count from: `event.<date field>` or a step's end. Without it: the step's own start. */
  readonly since?: string;
  /** At the deadline; `escalate` where nothing is said. */
  readonly late?: 'escalate' | 'close' | { readonly granted: Granted };
  /** Given up, as skipped, once this other step has met its end: what only reminds must not hold the route open. */
  readonly until?: string;
  /** A refusal here refuses the whole route. */
  readonly essential?: boolean;
  /** The service that takes the step back. */
  readonly undo?: string;
}

/** How a life event runs, from a date on. Data only: this is what catalogues hold and `compile` reads. */
export interface RouteDefinition {
  readonly id: string;
  readonly title: string;
  /** `by` says which date chooses the version: a date of the event, or the day of receipt (default). */
  readonly inForce: { readonly from: string; readonly by?: string };
  readonly law: readonly string[];
  readonly event: z.ZodObject;
  readonly steps: Readonly<Record<string, StepDefinition>>;
}
