import {
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { CompiledStep } from '../notation/compiled-route.ts';
import {
  agencyTaskQueue,
  failure,
  type Overtaken,
  type PerformArgs,
  type Performed,
  type Timed,
} from '../temporal/messages.ts';
import type { RouteRun } from './route-run.ts';
import { together } from './together.ts';
import { tracing } from './trace.ts';

type Service = (args: PerformArgs) => Promise<Timed>;

/** Quick calls may take so long in one workflow task: messages of the route wait for its running task. */
const budgetMs = 1_500;
const longestMs = 2_000;
const quickly = proxyLocalActivities<Record<string, Service>>({
  startToCloseTimeout: longestMs,
  retry: { maximumAttempts: 1 },
});
const ordinarily = proxyActivities<Record<string, Service>>({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '8s',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});
const fewAttempts = {
  initialInterval: '2s',
  backoffCoefficient: 3,
  maximumInterval: '30s',
  maximumAttempts: 4,
};
/** A call waits no longer for its turn in the agency's rate limit. */
const turnMs = 10_000;
/** While an agency is down nobody fetches its calls: then a call is not tried, and waits in the queue. */
const queueing = '1m';
/** What waiting mends: an agency or PostgreSQL that is away, a register that has nothing yet. */
const passing: readonly string[] = [failure.unavailable, failure.database, failure.notYet];
const endless = { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '60s' };
/** Faults of ours: no patience mends them. The second one is the SDK's, for an activity that the worker does not have. */
const ours: readonly string[] = [failure.unexpected, 'NotFoundError'];

/**
 * True while this workflow task may still make quick calls. What they took comes with their results: the clock of a
 * replayed workflow depends on the order in which results come back.
 */
export function hasQuickTime({ budget }: RouteRun): boolean {
  const task = workflowInfo().historyLength;
  if (budget.task !== task) Object.assign(budget, { task, spentMs: 0 });
  return budget.spentMs < budgetMs;
}

/** One attempt as a local activity; `not-now` where nothing came of it: then the call goes on as ordinary. */
export function callQuickly(run: RouteRun, service: string, args: PerformArgs): Promise<Timed> {
  return together(
    run.local,
    () => tryOnce(service, args),
    ({ tookMs }) => tookMs,
  );
}

async function tryOnce(service: string, args: PerformArgs): Promise<Timed> {
  try {
    return await named(quickly, service)(args);
  } catch (error) {
    // A local activity's own failure comes as it is, without an ActivityFailure around it.
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
    return { is: 'not-now', because: 'unavailable', tookMs: longestMs };
  }
}

/** Whom an ordinary call goes to, and what it is for. */
export interface OrdinaryCall {
  readonly service: string;
  readonly agency: string;
  readonly repeat: CompiledStep['repeat'];
  readonly timeoutMs: number;
  readonly title: string;
  /** Until the agency answers, however long it is down; else a few attempts. */
  readonly isEndless: boolean;
}

/** `used-up`: the agency was down for all attempts, or a fault of ours ended endless ones. */
export type Called = (Performed | { readonly is: 'used-up' }) & Overtaken;

/**
 * An activity on the agency's own queue. What no attempt can settle comes back as `stuck`. Rejects only when cancelled,
 * once the call has ended.
 */
export async function callOrdinarily(run: RouteRun, call: OrdinaryCall, args: PerformArgs): Promise<Called> {
  try {
    return await tracing(run, named(ordinarily, call.service).executeWithOptions(optionsOf(call), [args]));
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return resultOf(error.cause, call);
  }
}

/**
 * A `never` call that timed out may have acted, and is not sent again; looking up first makes two requests, each of
 * which waits for its turn. A fault of ours ends endless patience at once: whoever waits would not be seen.
 */
function optionsOf({ agency, repeat, timeoutMs, title, isEndless }: OrdinaryCall): ActivityOptions {
  const unrepeatable = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];
  return {
    taskQueue: agencyTaskQueue(agency),
    summary: summaryOf(title),
    startToCloseTimeout: 2 * (timeoutMs + turnMs) + 10_000,
    ...(isEndless ? {} : { scheduleToStartTimeout: queueing }),
    retry: {
      ...(isEndless ? endless : fewAttempts),
      nonRetryableErrorTypes: [...(repeat === 'never' ? unrepeatable : []), ...(isEndless ? ours : [])],
    },
  };
}

function resultOf(cause: unknown, call: OrdinaryCall): Performed | { readonly is: 'used-up' } {
  if (cause instanceof TimeoutFailure) {
    const wasFetched = cause.timeoutType !== 'SCHEDULE_TO_START';
    return wasFetched && call.repeat === 'never'
      ? { is: 'stuck', reason: 'outcome-unknown' }
      : { is: 'used-up' };
  }
  const type = typeOf(cause);
  // A fault of ours makes a step stuck only after a few attempts: of endless patience it is just the end.
  const goesOn = passing.includes(type) || (call.isEndless && ours.includes(type));
  return goesOn ? { is: 'used-up' } : { is: 'stuck', reason: 'unexpected' };
}

const typeOf = (cause: unknown): string => (cause instanceof ApplicationFailure ? (cause.type ?? '') : '');

/** The server cuts summaries at 200 bytes. */
export function summaryOf(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

/** The proxies answer to every name; services come from the definition. */
function named<Calls>(calls: Record<string, Calls>, service: string): Calls {
  const call = calls[service];
  if (call === undefined) throw new Error(`There is no activity for ${service}.`);
  return call;
}
