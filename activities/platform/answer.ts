/** What a request to the platform is for: to act, to ask whether it happened, to ask for the result, to take back. */
export type Act = 'act' | 'look-up' | 'poll' | 'undo';

export interface PlatformCall {
  /** Id of the service; for `undo` the id of the service that takes the step back. */
  readonly service: string;
  /** Whom the call goes to: the service's agency, or the one that it said is responsible. */
  readonly agency: string;
  /** Key of the effect: never made of a run id, an attempt or a time. */
  readonly key: string;
  /** `transactionIdOf(key)`. */
  readonly transactionId: string;
  /** In our field names, already checked against the service's `input`. Not sent by `look-up` and `poll`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** From a stored consent, never a constant. */
  readonly consentGiven: boolean;
  /** In whose name the platform is asked. */
  readonly sender: string;
  readonly act: Act;
  /** Ends the call early; the answer is then `unavailable` because of `timeout`. */
  readonly signal: AbortSignal;
  /**
   * Asked when all is ready, just before the request leaves; may take its time. Gives the instant of `performance.now()`
   * by which it must have left, else it is asked again, with how late it was; null: it must not leave. Left out, it
   * leaves at once.
   */
  readonly depart?: (lateMs: number) => Promise<number | null>;
}

/** The request was not let go, or could not leave in time. */
export interface Unsent {
  readonly is: 'unsent';
}

/** Nothing came back that decides anything. */
export interface Unavailable {
  readonly is: 'unavailable';
  readonly because: 'down' | 'throttled' | 'timeout' | 'reset' | 'token';
  /** How long the platform asked us to wait. */
  readonly retryAfterMs: number | null;
  /** False only where the agency cannot have seen the request. */
  readonly mayHaveReached: boolean;
}

/** How a call came out. Every outcome is a value; only a fault of ours (an unknown service) throws. */
export type PlatformAnswer =
  /** In our field names and valid by the service's `answer`. */
  | { readonly is: 'answered'; readonly answer: Readonly<Record<string, unknown>> }
  /** A declared refusal. `evidence` is the agency's own words and may be personal. */
  | { readonly is: 'refused'; readonly code: string; readonly evidence: string | null }
  /** No such thing; to a `look-up` or an `undo`: it never happened. */
  | { readonly is: 'not-found' }
  /** A service that answers later took it in; the callback will name the transaction id. */
  | { readonly is: 'accepted' }
  /** A polled service took it in and has no result yet, whatever the act was. */
  | { readonly is: 'pending' }
  | { readonly is: 'readdressed'; readonly agency: string }
  /** The agency had another body under this key before, and took this one for nothing. */
  | { readonly is: 'other-body' }
  | Unavailable
  /** The answer breaks the contract. `why` names places, never values. */
  | { readonly is: 'broken'; readonly why: string };

/** The integration platform, through which every agency is called. */
export interface Platform {
  call(call: PlatformCall): Promise<PlatformAnswer | Unsent>;
  /** Reads the payload of an agency's callback, which comes in the service's envelope. */
  read(service: string, payload: unknown): PlatformAnswer;
  /** Ends the pooled connections. */
  close(): Promise<void>;
}

export const broken = (why: string): PlatformAnswer => ({ is: 'broken', why });
