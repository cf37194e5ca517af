/**
 * What travels between API, workflow and activities. Only ids, choices, instants and unmarked facts: nothing that a
 * schema marks personal. Types only, so that the workflow bundle can use this file.
 */
import type { CompiledRoute, StartFacts } from '../notation/compiled-route.ts';
import type { Facts } from '../notation/facts.ts';
import type { ChangeLawArgs, LawTaken } from './law-messages.ts';
import type { Closed, Told, Wrote } from './told.ts';

/** Instant as ISO 8601 with offset. */
export type Instant = string;

/** The one argument of the workflow. Workflow id = route id; workflow type = life event id. */
export interface RouteInput extends StartFacts {
  readonly route: CompiledRoute;
  readonly region: string | null;
  readonly testData: boolean;
  /** Terms are divided by this; 1 but in tests, refused in production. Fixed at start. */
  readonly timeScale: number;
}

/** Names one instance of a step; `instance` is 0 where there is no `each`. */
export interface StepRef {
  readonly step: string;
  readonly instance: number;
}

/** What every activity gets. `seq` is the workflow's counter: a row written under a higher one is not overwritten. */
export interface StepCall extends StepRef {
  readonly route: string;
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Counter of the row that stood instead of what was written. Where the workflow never gave it, a workflow task that was
 * lost with its worker had come further: the history forgot that task, the row did not, and is written anew.
 */
export interface Overtaken {
  readonly overtakenBy?: number;
}

/** The step met its end in this epoch. First writer wins: this is what the outcome row says. */
export interface Settled {
  readonly is: 'settled';
  readonly end: 'done' | 'refused';
  /** Declared refusal code. */
  readonly code: string | null;
  /** What conditions of others read of the answer: keys `<step>.<path>`, or `item.<path>` where another `each` takes it up. */
  readonly facts: Facts;
}

/** How a performed service came out. */
export type Performed =
  | Settled
  /** Later-answering services: taken in; the callback will name it. */
  | { readonly is: 'accepted' }
  /** Quick pace only: nothing was sent (no place in the rate limit, or breaker open), or the try failed retryably. */
  | { readonly is: 'not-now'; readonly because: 'no-place' | 'breaker' | 'maintenance' | 'unavailable' }
  /** No retry can settle it: an officer must decide. */
  | { readonly is: 'stuck'; readonly reason: StuckReason }
  /** A person who must be alive for this is dead: the route stops quietly. */
  | { readonly is: 'stopped'; readonly because: 'death' }
  /** So is one for this step, which the route can do without: only that is left out. Recorded by the attempt. */
  | { readonly is: 'skipped'; readonly because: 'person-dead' }
  /** "Not mine, theirs": the call goes to the other agency under the same key. */
  | { readonly is: 'readdressed'; readonly agency: string };

/** What the activity of a service gives back: how it came out, and what it took in milliseconds. */
export type Timed = Performed & Overtaken & { readonly tookMs: number };

export type StuckReason =
  | 'contract-broken'
  | 'outcome-unknown'
  /** The body is not the one that the agency had before under the same key. */
  | 'request-changed'
  | 'undo-failed'
  | 'unexpected';

/** Argument of every service's activity (local and ordinary alike); the activity type is the service's id. */
export interface PerformArgs extends StepCall {
  readonly pace: 'quick' | 'ordinary';
  /** Take back instead of act; key gets `/undo`. */
  readonly undo: boolean;
}

/** Why an agency's calls wait in their queue when a step comes to it. */
export interface Held {
  readonly because: 'agency-down' | 'maintenance';
  /** When it ends, on the country's clocks: `2026-11-22 18:00`; null where nobody knows. */
  readonly until: string | null;
}

/** What `open-step` tells: instants only. */
export interface Opened extends Overtaken {
  /** Wait until then before acting; null = now. */
  readonly notBefore: Instant | null;
  readonly dueAt: Instant | null;
  /** The deadline may change: no decree has settled a day that decides it. */
  readonly isEstimate: boolean;
  /** When the agency's norm is over; health is `waiting` from then. */
  readonly normAt: Instant | null;
  /** For tasks: the row that was opened. */
  readonly task: string | null;
  /** What the step's row says from now on. */
  readonly status: 'in-progress' | 'waiting-for-person' | 'waiting-for-agency';
  /** Left out where the agency can be reached. */
  readonly held?: Held;
}

/** Why a step did not run. */
export type SkipReason = 'condition' | 'refused-need' | 'officer' | 'withdrawn' | 'person-dead';

/** A transition without a call, written in one batch by `record`. */
export interface Change extends StepRef {
  readonly epoch: number;
  readonly to:
    | { readonly status: 'skipped'; readonly because: SkipReason }
    | { readonly status: 'stuck'; readonly reason: StuckReason }
    /** An act that could not be taken back stands as it was, by an officer's word. */
    | { readonly status: 'done' | 'skipped'; readonly because: 'undo-given-up' }
    /** `done` without a call: a step whose `each` found an empty list. */
    | { readonly status: 'in-progress' | 'waiting-for-agency' | 'undone' | 'done' }
    /** Opens a task that asks for just the field to be mended; `mend` is the refusal's code. */
    | { readonly status: 'waiting-for-person'; readonly mend: string }
    /** A refusal (of an earlier epoch) that stays the end: not mended in time, or "leave it". */
    | { readonly status: 'refused'; readonly code: string };
}

export interface RecordArgs {
  readonly route: string;
  readonly seq: number;
  readonly changes: readonly Change[];
  /** Rows of decisions (retry, skip, withdraw) that these changes take up. */
  readonly decisions?: readonly string[];
}
/** What was written under which counter; `tasks`: for each change that opened a mend task, its row and the end of its term. */
export interface Recorded extends Overtaken {
  readonly seq: number;
  readonly wrote: readonly Wrote[];
  readonly tasks: readonly {
    readonly step: string;
    readonly instance: number;
    readonly task: string;
    readonly dueAt: Instant | null;
    readonly isEstimate: boolean;
  }[];
  /** Of a change to `waiting-for-agency`, where the agency cannot be reached. */
  readonly held?: Held;
}

/** Settles a step from a stored answer: a task's, an officer's (`resolve`), or an agency's callback. */
export interface SettleArgs extends StepCall {
  readonly from:
    | { readonly task: string; readonly answer: string }
    | { readonly decision: string }
    /** `undoing`: the act is being taken back, so that only an answer to that settles anything. */
    | { readonly inbox: string; readonly undoing: boolean };
}
/** A settle may find that the stored answer does not settle: then the step goes on waiting. */
export type SettleResult = (Performed | { readonly is: 'ignored' }) & Overtaken & Pick<Told<unknown>, 'undo'>;

/** A deadline passed: `close` refuses as `too-late`, `granted` takes the law's answer as given. */
export interface LateArgs extends StepCall {
  readonly take: 'close' | 'granted' | 'escalate';
}

/** What an officer does to a running term; `by` is a term, e.g. `5 working days`. */
export type ClockAct =
  { readonly is: 'pause' } | { readonly is: 'resume' } | { readonly is: 'extend'; readonly by: string };

/** Reckons the instants of an open step anew: after an act on its clock, or by a calendar that has changed. */
export interface ReckonArgs extends StepCall {
  readonly act: ClockAct | null;
  /** Row of the officer's decision, or id of the decree. */
  readonly cause: string;
}
export type Reckoned =
  | {
      readonly is: 'reckoned';
      readonly notBefore: Instant | null;
      readonly dueAt: Instant | null;
      readonly normAt: Instant | null;
      readonly isPaused: boolean;
      readonly isEstimate: boolean;
      /** The deadline is another one than before. */
      readonly moved: boolean;
    }
  /** The act contradicts what was done to this clock before, or comes after its end. */
  | { readonly is: 'contradicted' };

/** Ends the mending of an epoch: stores the mended field for the next one. */
export interface MendArgs extends StepCall {
  readonly task: string;
  readonly answer: string;
}

export type Outcome = 'complete' | 'partial' | 'refused' | 'withdrawn';
export interface CloseArgs {
  readonly route: string;
  readonly seq: number;
  readonly outcome: Outcome;
  /** Set where a death stopped the route: opens an officer's task. */
  readonly reason: 'death' | null;
}
/** The engine's own activities, all local. */
export interface EngineActivities {
  'open-step': (args: StepCall) => Promise<Told<Opened>>;
  record: (args: RecordArgs) => Promise<Recorded>;
  settle: (args: SettleArgs) => Promise<Told<SettleResult>>;
  late: (args: LateArgs) => Promise<Told<SettleResult>>;
  mend: (args: MendArgs) => Promise<Pick<Told<unknown>, 'of'>>;
  reckon: (args: ReckonArgs) => Promise<Told<Reckoned>>;
  'change-law': (args: ChangeLawArgs) => Promise<LawTaken>;
  'close-route': (args: CloseArgs) => Promise<Closed & Overtaken>;
}

/** Types of ApplicationFailure that activities throw. */
export const failure = {
  /** Retried: down, throttled, timed out, breaker open. */
  unavailable: 'AgencyUnavailable',
  /** Polled and proofs: retried with `nextRetryDelay`; the agency answered "not yet". */
  notYet: 'NotYet',
  /** Retried: PostgreSQL is away, or cut a statement off. */
  database: 'DatabaseUnavailable',
  /** A fault of ours: a few attempts, then an officer. */
  unexpected: 'Unexpected',
} as const;

/** Task queue of the workflow and of local activities; each agency's ordinary calls go to `agency:<id>`. */
export const workflowTaskQueue = 'hayot';
export const agencyTaskQueue = (agency: string): string => `agency:${agency}`;
