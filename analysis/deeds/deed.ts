import type { RouteInput } from '../../temporal/messages.ts';
import type { CallArgs, Message, Told } from './results.ts';

/** One thing that a history tells, as plain data; what only serves the engine's bookkeeping is left out. */
export type Deed = { readonly at: Date } & What;

type What =
  | { readonly is: 'begun'; readonly input: RouteInput | null }
  /** An ordinary call; or, where PostgreSQL was away, a writing that waits for it. */
  | {
      readonly is: 'called';
      readonly activity: string;
      readonly agency: string | null;
      readonly about: CallArgs | null;
    }
  /** An activity gave this back. `call` is null for local ones, whose arguments a history does not keep. */
  | { readonly is: 'gave'; readonly activity: string; readonly told: Told | null; readonly call: Call | null }
  /** `because`: the failure's type, e.g. `AgencyUnavailable`, or `timeout`. */
  | { readonly is: 'failed'; readonly activity: string; readonly because: string; readonly call: Call | null }
  | { readonly is: 'cancelled'; readonly activity: string; readonly call: Call | null }
  /** An update or signal that the route took. */
  | { readonly is: 'message'; readonly name: string; readonly argument: Message | null }
  /** *Cancel* in the Temporal UI. */
  | { readonly is: 'cancel-asked' }
  /** `summary` as the timeline shows it, e.g. `Norm: Register the birth`. */
  | { readonly is: 'rang'; readonly summary: string }
  /** A worker went away in the middle of its work, or the engine failed; the work was given out again. */
  | { readonly is: 'interrupted'; readonly because: 'worker-away' | 'fault' }
  | { readonly is: 'ended'; readonly how: Ending };

/** An ordinary call, once it has ended. */
export interface Call {
  readonly calledAt: Date;
  readonly about: CallArgs | null;
  readonly attempts: number;
}

/** `completed` is the one that a route should have. */
export type Ending = 'completed' | 'failed' | 'timed-out' | 'terminated' | 'cancelled' | 'continued';

export interface Deeds {
  /** In the order of the history. */
  readonly deeds: readonly Deed[];
  /** Null where the history does not begin at its start. */
  readonly input: RouteInput | null;
  /** A workflow task is scheduled or under way: local activities may have written what no result tells yet. */
  readonly isMoving: boolean;
  /** Arguments of ordinary calls that have not ended. */
  readonly underWay: readonly CallArgs[];
}
