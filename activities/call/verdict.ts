import type { OutcomeRow } from '../../db/outcomes.ts';
import type { StuckReason } from '../../temporal/messages.ts';
import type { Unavailable } from '../platform/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** The step has met its end in this epoch. */
export type Ending =
  | {
      readonly is: 'done';
      readonly answer: Values;
      readonly decidedBy: OutcomeRow['decidedBy'];
      readonly law: string | null;
    }
  | {
      readonly is: 'refused';
      readonly code: string;
      /** The agency's own words; may be personal. */
      readonly evidence: string | null;
      readonly decidedBy: OutcomeRow['decidedBy'];
      readonly law: string | null;
    };

/**
 * Nothing was sent: no place in the rate limit, the breaker is open, the agency rests by its own word, what was sent
 * before may still be on its way, or the call is no longer wanted.
 */
export interface NotSent {
  readonly is: 'not-sent';
  readonly because: 'no-place' | 'breaker' | 'maintenance' | 'on-its-way' | 'cancelled';
  readonly agency: string;
  readonly waitMs: number;
}

/** How one attempt came out, before it is written and told to the workflow. */
export type Verdict =
  | Ending
  | { readonly is: 'accepted' }
  | { readonly is: 'not-yet' }
  | { readonly is: 'readdressed'; readonly agency: string }
  /** `why` is for the log and holds no personal data. */
  | { readonly is: 'stuck'; readonly reason: StuckReason; readonly why: string }
  /** Somebody who must be alive for this is dead. */
  | { readonly is: 'dead' }
  | NotSent
  | Unavailable;

export const stuck = (reason: StuckReason, why: string): Verdict => ({ is: 'stuck', reason, why });
export const brokenContract = (why: string): Verdict => stuck('contract-broken', why);
