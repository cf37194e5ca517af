/** Who did something. A proposal of the law, or its silence, is `law`; a term that ended, `clock`; ourselves, `engine`. */
export type Who = 'person' | 'officer' | `agency:${string}` | 'clock' | 'engine' | 'law';

/** How a step ended; a step may be undone after it was done. */
export type End = 'done' | 'refused' | 'skipped' | 'undone';

type What =
  | 'begun'
  | 'called'
  /** Done, by an agency, a rule or the law's silence. */
  | 'settled'
  | 'refused'
  | 'skipped'
  | 'undone'
  | 'waiting'
  /** No attempt got through. */
  | 'unreachable'
  /** A fault of ours. */
  | 'failed'
  | 'stopped'
  | 'stuck'
  | 'retried'
  | 'resolved'
  /** Without an end: what was answered changed nothing, or not yet. */
  | 'answered'
  | 'withdrawn'
  /** Stays as it is: a refusal that is not mended, or an act that could not be taken back. */
  | 'left'
  | 'late'
  | 'paused'
  | 'resumed'
  | 'extended'
  | 'moved'
  | 'mended'
  | 'readdressed'
  | 'interrupted'
  /** The route goes on by a newer version of its law: `why` is that version. */
  | 'amended'
  | 'closed';

/** Whom a wait is for: `date` where the law sets the day before which nothing is done. */
export type Awaited = 'person' | 'officer' | 'date' | `agency:${string}`;

/** One thing that happened. What does not apply is left out. */
export interface Entry {
  readonly at: Date;
  readonly who: Who;
  readonly what: What;
  readonly step?: string;
  readonly title?: string;
  /** From 0; only of steps that are done once for each of several. */
  readonly instance?: number;
  readonly epoch?: number;
  /** Set where the step has ended by it. */
  readonly end?: End;
  /** Id of a refusal, or one of our own words. */
  readonly why?: string;
  /** Of a closed route; else how it was ended by hand. */
  readonly outcome?: string;
  /** An act is being taken back. */
  readonly undo?: true;
  /** Whom a call goes to, or is passed on to. */
  readonly agency?: string;
  readonly service?: string;
  /** What is withdrawn; left out where all of it is. */
  readonly steps?: readonly { readonly step: string; readonly title: string }[];
  /** The end of a term or of a wait for a date. */
  readonly until?: Date;
  /** The term that an officer added. */
  readonly by?: string;
  readonly attempts?: number;
  /** Milliseconds: of the wait that ended so (see `awaited`), or of the quick call. */
  readonly tookMs?: number;
  readonly awaited?: Awaited;
  /** Whom the step waits for from then on. */
  readonly awaits?: Awaited;
}

/** Milliseconds. Waits for different ones may go on at the same time; `oursMs` is when nobody else was waited for. */
export interface Waits {
  readonly totalMs: number;
  readonly agenciesMs: number;
  readonly peopleMs: number;
  readonly officersMs: number;
  readonly datesMs: number;
  readonly oursMs: number;
}

/** One route, told in order. */
export interface Story {
  /** Null where the history does not say with what the route began. */
  readonly route: { readonly id: string; readonly version: string; readonly title: string } | null;
  /** Null while it is open; else its outcome, or how it was ended by hand. */
  readonly outcome: string | null;
  readonly entries: readonly Entry[];
  readonly waits: Waits;
}
