import type { History } from '@temporalio/common/lib/proto-utils.js';
import { callDeed, type OpenCalls } from './calls.ts';
import type { Deed, Deeds, Ending } from './deed.ts';
import { localDeed } from './local.ts';
import { type Event, instantOf, valueIn, valueOf } from './payloads.ts';
import { readInput, readMessage } from './results.ts';

/** Reads what a history tells of its route, event by event. Pure; never throws, also for a part of a history. */
export function readDeeds(history: History): Deeds {
  const events = history.events ?? [];
  const open: OpenCalls = new Map();
  const summaries = new Map<string, string>();
  const deeds = events
    .map(
      (event) => callDeed(open, event) ?? localDeed(event) ?? timerDeed(summaries, event) ?? otherDeed(event),
    )
    .filter((deed) => deed !== null);
  const begun = deeds[0];
  return {
    deeds,
    input: begun?.is === 'begun' ? begun.input : null,
    isMoving: isMoving(events),
    underWay: [...open.values()].map(({ about }) => about).filter((about) => about !== null),
  };
}

function otherDeed(event: Event): Deed | null {
  const at = instantOf(event.eventTime);
  const started = event.workflowExecutionStartedEventAttributes;
  if (started) return { is: 'begun', at, input: readInput(valueIn(started.input)) };
  if (event.workflowExecutionCancelRequestedEventAttributes) return { is: 'cancel-asked', at };
  if (event.workflowTaskTimedOutEventAttributes) return { is: 'interrupted', at, because: 'worker-away' };
  if (event.workflowTaskFailedEventAttributes) return { is: 'interrupted', at, because: 'fault' };
  const how = endingOf(event);
  return how === null ? messageDeed(event, at) : { is: 'ended', at, how };
}

function messageDeed(event: Event, at: Date): Deed | null {
  const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
  if (update) return message(at, update.name, valueIn(update.args));
  const signal = event.workflowExecutionSignaledEventAttributes;
  return signal ? message(at, signal.signalName, valueIn(signal.input)) : null;
}

function message(at: Date, name: string | null | undefined, argument: unknown): Deed {
  return { is: 'message', at, name: name ?? '', argument: readMessage(argument) };
}

/** How a run can end, by the event that says so. */
const endings: readonly (readonly [keyof Event, Ending])[] = [
  ['workflowExecutionCompletedEventAttributes', 'completed'],
  ['workflowExecutionFailedEventAttributes', 'failed'],
  ['workflowExecutionTimedOutEventAttributes', 'timed-out'],
  ['workflowExecutionTerminatedEventAttributes', 'terminated'],
  ['workflowExecutionCanceledEventAttributes', 'cancelled'],
  ['workflowExecutionContinuedAsNewEventAttributes', 'continued'],
];

function endingOf(event: Event): Ending | null {
  return endings.find(([key]) => event[key] !== null && event[key] !== undefined)?.[1] ?? null;
}

/** What a timer said when it was set is known when it rings. */
function timerDeed(summaries: Map<string, string>, event: Event): Deed | null {
  const timer = event.timerStartedEventAttributes?.timerId;
  const says = valueOf(event.userMetadata?.summary);
  if (timer && typeof says === 'string') summaries.set(timer, says);
  const summary = summaries.get(event.timerFiredEventAttributes?.timerId ?? '');
  return summary === undefined ? null : { is: 'rang', at: instantOf(event.eventTime), summary };
}

/** A failed or timed-out workflow task is given out again without an event of its own. */
function isMoving(events: readonly Event[]): boolean {
  if (events.some((event) => endingOf(event) !== null)) return false;
  const last = events.findLast(isOfWorkflowTask);
  return last !== undefined && !last.workflowTaskCompletedEventAttributes;
}

function isOfWorkflowTask(event: Event): boolean {
  return Boolean(
    event.workflowTaskScheduledEventAttributes ??
    event.workflowTaskStartedEventAttributes ??
    event.workflowTaskCompletedEventAttributes ??
    event.workflowTaskTimedOutEventAttributes ??
    event.workflowTaskFailedEventAttributes,
  );
}
