import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failure } from '../../temporal/messages.ts';

const shortestWaitMs = 1_000;
const longestWaitMs = 3_600_000;
const firstPollMs = 1_000;
const longestPollMs = 15 * 60_000;

/**
 * A wait somebody else named, kept between a second and an hour (gateways ask for ten), plus up to a fifth, so that
 * calls that failed together do not come back together.
 */
export function politeWait(askedMs: number, random: () => number = Math.random): number {
  const bounded = Math.min(longestWaitMs, Math.max(shortestWaitMs, askedMs));
  return Math.round(bounded * (1 + random() / 5));
}

/** When to ask a register again that said "not yet": each time twice as late, at most a quarter of an hour. */
export function nextPoll(attempt: number, random: () => number = Math.random): number {
  const grown = firstPollMs * 2 ** Math.min(attempt - 1, 30);
  return politeWait(Math.min(longestPollMs, grown), random);
}

/** Temporal tries again: after `waitMs` where it is given, else by the call's own policy. */
export function agencyUnavailable(
  agency: string,
  because: string,
  waitMs: number | null,
): ApplicationFailure {
  return ApplicationFailure.create({
    type: failure.unavailable,
    message: `${agency} did not answer (${because}). It is asked again under the same key.`,
    ...(waitMs === null ? {} : { nextRetryDelay: politeWait(waitMs) }),
  });
}

/** Temporal asks again later. */
export function notYet(agency: string, attempt: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: failure.notYet,
    message: `${agency} has no result yet. It is asked again, each time later.`,
    nextRetryDelay: nextPoll(attempt),
  });
}

/** The workflow no longer wants the call, and it has not been sent. */
export function cancelledBeforeSending(): CancelledFailure {
  return new CancelledFailure('Cancelled before anything was sent.');
}
