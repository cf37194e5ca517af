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

/**
 * When to ask a register again that has said "not yet" so often (from 1): each time twice as late, at most after a
 * quarter of an hour. Attempts that did not reach it do not count, nor does the time while we were down.
 */
export function nextPoll(polls: number, random: () => number = Math.random): number {
  return politeWait(Math.min(longestPollMs, firstPollMs * 2 ** Math.min(polls - 1, 30)), random);
}

/** What officers read in the Temporal UI as the last failure of a call that goes on. */
const words: Readonly<Record<string, string>> = {
  down: 'cannot be reached',
  timeout: 'did not answer in time',
  reset: 'broke the connection off',
  throttled: 'asks us to slow down',
  token: 'was not asked: the platform gave no token',
  'no-place': 'has no place free within its rate limit',
  breaker: 'is down, and tried only now and then',
  maintenance: 'rests by its own word (maintenance)',
  'on-its-way': 'may still get what was sent before',
};

/** Temporal tries again: after `waitMs` where it is given, else by the call's own policy. */
export function agencyUnavailable(
  agency: string,
  because: string,
  waitMs: number | null,
): ApplicationFailure {
  return ApplicationFailure.create({
    type: failure.unavailable,
    message: `${agency} ${words[because] ?? because}. It is asked again under the same key.`,
    ...(waitMs === null ? {} : { nextRetryDelay: politeWait(waitMs) }),
  });
}

/** Temporal asks again later: the register has said so `polls` times. */
export function notYet(agency: string, polls: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: failure.notYet,
    message: `${agency} has no result yet. It is asked again, each time later.`,
    nextRetryDelay: nextPoll(polls),
  });
}

/** The workflow no longer wants the call, and it has not been sent. */
export function cancelledBeforeSending(): CancelledFailure {
  return new CancelledFailure('Cancelled before anything was sent.');
}
