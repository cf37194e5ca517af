/**
 * What results say for the history's sake: it keeps what local activities gave back, not what they were asked. The
 * workflow reads none of it. No personal data, few bytes.
 */
import type { Change, CloseArgs, StepCall, StepRef } from './messages.ts';

/** What a result is about, and the counter under which its activity wrote. */
export type About = Omit<StepCall, 'route'>;

export type Told<Result> = Result & {
  readonly of: About;
  /** The act is being taken back. */
  readonly undo?: true;
};

/** A change as it was written; `why` is the skip or stuck reason, or the refusal's code. */
export interface Wrote extends StepRef {
  readonly epoch: number;
  readonly status: Change['to']['status'];
  readonly why?: string;
}

/** How the route was closed. */
export type Closed = Omit<CloseArgs, 'route'>;
