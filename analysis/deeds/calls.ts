import type { Deed } from './deed.ts';
import { type Event, instantOf, valueIn } from './payloads.ts';
import { type CallArgs, readCallArgs, readResult } from './results.ts';

interface OpenCall {
  readonly activity: string;
  readonly calledAt: Date;
  readonly about: CallArgs | null;
  attempts: number;
}

/** Ordinary calls that have not ended, by the id of the event that scheduled them. */
export type OpenCalls = Map<string, OpenCall>;

/** The beginning or end of an ordinary activity; null for every other event. */
export function callDeed(open: OpenCalls, event: Event): Deed | null {
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled) return begin(open, event);
  const started = event.activityTaskStartedEventAttributes;
  const known = started && open.get(String(started.scheduledEventId));
  if (known) known.attempts = started.attempt ?? 1;
  return endOf(open, event);
}

function begin(open: OpenCalls, event: Event): Deed {
  const scheduled = event.activityTaskScheduledEventAttributes;
  const at = instantOf(event.eventTime);
  const activity = scheduled?.activityType?.name ?? '';
  const about = readCallArgs(valueIn(scheduled?.input));
  open.set(String(event.eventId), { activity, calledAt: at, about, attempts: 0 });
  return { is: 'called', at, activity, agency: agencyOf(scheduled?.taskQueue?.name ?? ''), about };
}

const agencyOf = (queue: string): string | null => /^agency:(.+)$/.exec(queue)?.[1] ?? null;

function endOf(open: OpenCalls, event: Event): Deed | null {
  const id = endedCall(event);
  const call = open.get(id);
  if (call === undefined) return null;
  open.delete(id);
  return endDeed(event, call);
}

function endDeed(event: Event, { activity, ...call }: OpenCall): Deed {
  const whole = { at: instantOf(event.eventTime), activity, call };
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed) return { is: 'gave', ...whole, told: readResult(activity, valueIn(completed.result)) };
  if (event.activityTaskCanceledEventAttributes) return { is: 'cancelled', ...whole };
  const failure = event.activityTaskFailedEventAttributes?.failure;
  return { is: 'failed', ...whole, because: failure?.applicationFailureInfo?.type ?? 'timeout' };
}

/** The id of the event that scheduled what ends here. */
function endedCall(event: Event): string {
  const end =
    event.activityTaskCompletedEventAttributes ??
    event.activityTaskFailedEventAttributes ??
    event.activityTaskTimedOutEventAttributes ??
    event.activityTaskCanceledEventAttributes;
  return String(end?.scheduledEventId);
}
