import type { SkipReason, Outcome, StepRef, StuckReason } from '../../temporal/messages.ts';

export type Status =
  | 'in-progress'
  | 'waiting-for-agency'
  | 'waiting-for-person'
  | 'stuck'
  | 'done'
  | 'refused'
  | 'skipped'
  | 'undone';

/** What the row of one instance must say by the history. Instants are those of the events. */
export interface FoldedStep extends StepRef {
  readonly service: string;
  readonly agency: string;
  readonly status: Status;
  readonly epoch: number;
  readonly seq: number;
  /** At least so many: of calls that were repeated, a history tells only once they have ended. */
  readonly attempts: number;
  readonly begunAt: Date;
  /** When the present status began. */
  readonly since: Date;
  readonly dueAt: Date | null;
  /** The deadline may change. Null where a history of an earlier engine does not tell. */
  readonly dueEstimate: boolean | null;
  readonly normAt: Date | null;
  /** An officer has stopped the clock of its term. */
  readonly pausedAt: Date | null;
  readonly endedAt: Date | null;
  readonly refusalCode: string | null;
  readonly stuckReason: StuckReason | null;
  readonly skippedBecause: SkipReason | 'undo-given-up' | null;
  /** Agencies that had the call before, and said "not mine, theirs". */
  readonly passedOnBy: string[] | null;
}

/** What the route's row must say. */
export interface FoldedRoute {
  readonly state: 'open' | 'closed';
  readonly outcome: Outcome | null;
  readonly reason: 'death' | null;
  readonly seq: number;
  readonly closedAt: Date | null;
}

export interface Fold {
  readonly route: FoldedRoute;
  /** By step and instance, in the order in which they were first written. */
  readonly steps: readonly FoldedStep[];
  /** Local activities may have written what the history does not tell yet. */
  readonly isMoving: boolean;
  /** Ordinary calls under way: each may have written its own step's row, up to its counter. */
  readonly underWay: readonly (StepRef & { readonly seq: number })[];
}
