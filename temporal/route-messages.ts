/** What is told to a running route, and what it answers: names, arguments and refusals of its updates and signals. */
import type { StepRef, ClockAct } from './messages.ts';

/** Names of the workflow's messages. */
export const message = {
  answerTask: 'answerTask',
  retry: 'retry',
  skip: 'skip',
  resolve: 'resolve',
  withdraw: 'withdraw',
  setClock: 'setClock',
  recalculate: 'recalculate',
  changeLaw: 'changeLaw',
  agencyAnswered: 'agencyAnswered',
} as const;

/** Update `answerTask`: a stored answer (or decline) for an open task. */
export interface AnswerTask extends StepRef {
  readonly task: string;
  /** Row of the stored answer. */
  readonly answer: string;
  /** The person said "leave it" or a founder's no. */
  readonly declined: boolean;
}
/** Updates `retry` and `skip`; `decision` is the row with actor and reason, absent when sent by hand in the Temporal UI. */
export interface Decide {
  readonly step: string;
  readonly instance?: number;
  readonly decision?: string;
}
/** Update `resolve`: the decision row carries the checked answer. */
export interface Resolve extends StepRef {
  readonly decision: string;
}
/** Update `withdraw`: the whole route, or some steps. */
export interface Withdraw {
  readonly decision?: string;
  readonly steps?: readonly string[];
}
/** Update `setClock`: an officer pauses, resumes or extends the running term of a step. */
export interface SetClock extends StepRef {
  readonly act: ClockAct;
  readonly decision: string;
}
/** Update `recalculate`: the calendar has changed; all running terms of the route are reckoned anew. */
export interface Recalculate {
  /** Id of the decree. */
  readonly decree: string;
}
/** Signal `agencyAnswered`: a callback's row in the inbox. */
export interface AgencyAnswered extends StepRef {
  readonly epoch: number;
  readonly inbox: string;
}

/** What updates give back. `seq` is recorded in PostgreSQL before the update returns. */
export interface UpdateResult {
  readonly seq: number;
  /** Status of the step afterwards, or of the route for `withdraw`. */
  readonly status: string;
}
export interface Recalculated {
  readonly seq: number;
  /** Deadlines that are other ones now. */
  readonly moved: number;
}
export interface WithdrawPlanItem extends StepRef {
  readonly then: 'undone' | 'stays' | 'needs-person';
  readonly because:
    'not-begun' | 'declares-undo' | 'no-undo' | 'rests-on-law' | 'ended-without-effect' | 'in-progress';
}
export interface WithdrawResult {
  readonly seq: number;
  readonly plan: readonly WithdrawPlanItem[];
}

/** Types of ApplicationFailure by which updates are refused; the API maps them (409, 404). */
export const rejection = {
  notWaiting: 'NotWaiting',
  notStuck: 'NotStuck',
  notSkippable: 'NotSkippable',
  noRunningTerm: 'NoRunningTerm',
  unknownStep: 'UnknownStep',
  closed: 'RouteClosed',
  /** As the route stands, it must end by the version that it goes by. */
  lawDoesNotMove: 'LawDoesNotMove',
} as const;
