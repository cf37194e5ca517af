import type { z } from 'zod';
import type { Condition } from './conditions.ts';
import type { Envelope } from './envelope.ts';

/** What stands behind a refusal code. Its texts: `<service>.<code>` and `<service>.<code>.remedy`. */
export interface RefusalTerms {
  /** The law's article that allows this "no". */
  readonly article: string;
  /** What the person can do. `field` names the input field to be mended: then the step stays open and runs again. */
  readonly remedy: { readonly field?: string; readonly within?: string };
  /** While the field of the remedy is null, this is the answer and nothing is sent: we know it without the agency. */
  readonly whenMissing?: true;
  readonly decidedBy?: 'rule' | 'agency';
  /** Time to be heard before it stands; null where the law gives none. */
  readonly hearing?: string;
  readonly appeal?: { readonly to: string; readonly within: string };
}

/**
 * What the simulator answers: plain data in which these objects are filled in from the effect's key and the input:
 * `{ $digits: 12 }` (seeded digits), `{ $input: 'field' }`, `{ $pinfl: { bornOn: 'field', sex: 'field' } }` (valid,
 * seeded, digits 11-13 below 900; `serial: 906` fixes them, to give birth to a situation), `{ $date: '+3 days' }` (day
 * of the effect plus), `{ $text: 'II-XX {digits:7}' }`.
 */
export type Sample = Readonly<Record<string, unknown>>;

/** An agreed behaviour of the simulator for a person whose PINFL has these digits 11–13. */
export interface Situation {
  /** In epoch 1 only where the remedy names a field: a mended request is answered like anybody's. */
  readonly refuse?: string;
  /** Fields that differ from the sample. */
  readonly answer?: Sample;
  readonly notFound?: true;
  /** The answer (or the callback) comes after so many milliseconds. */
  readonly delayMs?: number;
}

/** One dated version of a rule: the first case whose condition holds decides. Paths start with `input.`. */
export interface DatedRule {
  readonly from: string;
  readonly law: string;
  readonly cases: readonly RuleCase[];
}
export interface RuleCase {
  readonly when?: Condition;
  /**
   * Becomes the answer. `{ $rate: 'minimum-wage', times: 0.703, on: 'field' }` is the dated rate of the day in that
   * input field (today without `on`) times the factor, in whole soums; `{ $input: 'field' }` an input;
   * `{ $differs: ['said', 'registered'] }` whether two inputs, both given, are not the same.
   */
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly refuse?: string;
}

/** A contract with an agency: one thing it can do. Never changed incompatibly once in use: it gets a new id. */
export interface Service<I extends z.ZodObject = z.ZodObject, A extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly agency: string;
  /** call: the agency acts · task: a person or officer answers · proof: a register shows it · rule: we decide by law */
  readonly kind: 'call' | 'task' | 'proof' | 'rule';
  readonly title: string;
  readonly input: I;
  readonly answer: A;
  /** Path at the platform's gateway; calls and proofs only. */
  readonly path?: string;
  readonly envelope?: Envelope;
  /** Our field → the platform's, in the request and (as a path below the payload) in the answer. */
  readonly wire?: {
    readonly input?: Readonly<Record<string, string>>;
    readonly answer?: Readonly<Record<string, string>>;
  };
  readonly answers: 'at-once' | 'later' | 'polled';
  /** What "no such thing" means as an answer, e.g. no marriage; without it, it breaks the contract (proof: not yet). */
  readonly whenNotFound?: Readonly<Record<string, unknown>>;
  /** safe: honours our key · look-up: ask first whether it happened · never: only a human may send again */
  readonly repeat: 'safe' | 'look-up' | 'never';
  readonly basis: 'law' | 'consent';
  /** Done only because the person asked for it: withdrawing stops it, though the law is its basis. */
  readonly onWish?: true;
  /** Code of the purpose; its text: `purpose.<code>`. */
  readonly purpose: string;
  /** The input field with the personal number of whom the call is about: for access entries, consent and tasks. */
  readonly subject?: string;
  /** Input fields with numbers of people who must be alive before this is sent: payments and messages. */
  readonly aliveFirst?: readonly string[];
  /**
   * What follows when one of them is dead. `stop-route` (default): the whole route stops quietly and an officer looks
   * after it. `skip`: only this is left out, and everybody else's part goes on.
   */
  readonly whenDead?: 'stop-route' | 'skip';
  /** Kinds of proof a task's answer must come with, e.g. a founder's signature. */
  readonly proof?: readonly ('oneid' | 'e-imzo' | 'assisted')[];
  readonly refusals: Readonly<Record<string, RefusalTerms>>;
  /** How long the agency normally takes, e.g. '30 minutes'; beyond it the route's health is waiting. */
  readonly norm?: string;
  readonly timeoutMs: number;
  /** `by`: the input field with the date that chooses the version, or `today`. */
  readonly rules?: { readonly by: string; readonly versions: readonly DatedRule[] };
  readonly sample: Sample;
  readonly situations?: Readonly<Record<string, Situation>>;
  /** Where the contract is known from; "to be confirmed" where it is not public. */
  readonly source: string;
}

/** Fixes a service's literal types. */
export function defineService<
  const Id extends string,
  I extends z.ZodObject,
  A extends z.ZodObject,
  const R extends Readonly<Record<string, RefusalTerms>>,
>(
  service: Service<I, A> & { readonly id: Id; readonly refusals: R },
): Service<I, A> & { readonly id: Id; readonly refusals: R } {
  return service;
}
