import type { temporal } from '@temporalio/proto';
import type { RouteHistory } from '../history/index.ts';
import { jsonOf, wordOf } from './payload.ts';
import { stepsOf, type StepWords } from './step-words.ts';

type Event = temporal.api.history.v1.IHistoryEvent;
type Call = temporal.api.history.v1.IActivityTaskScheduledEventAttributes;
type Marker = temporal.api.history.v1.IMarkerRecordedEventAttributes;

const localActivity = 'core_local_activity';

/** The name of an event's type as the Temporal UI shows it, e.g. `TimerStarted`. */
export function typeOf(event: Event): string {
  const attributes = Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '';
  return `${attributes.charAt(0).toUpperCase()}${attributes.slice(1)}`.replace(/EventAttributes$/, '');
}

/** What happened at an event, in words; quotes titles and ids of definitions, nothing of payloads. */
export function wordsOf(event: Event, route: RouteHistory): string {
  const { activityTaskScheduledEventAttributes: call, markerRecordedEventAttributes: marker } = event;
  if (call) return callWords(call, stepsOf(route));
  if (marker) return markerWords(marker, stepsOf(route));
  if (event.timerStartedEventAttributes) return timerWords(event);
  const canceled = event.timerCanceledEventAttributes;
  if (canceled) return `the end of ${timerWords(startOfTimer(route, canceled.timerId))}`;
  return otherWords[typeOf(event)] ?? typeOf(event);
}

const otherWords: Readonly<Record<string, string>> = {
  UpsertWorkflowSearchAttributes: 'new search attributes',
  WorkflowExecutionCompleted: 'the end of the route',
  WorkflowExecutionFailed: 'the failure of the route',
  WorkflowExecutionUpdateAccepted: 'an update that is taken up',
  WorkflowExecutionUpdateCompleted: 'the answer to an update',
  ActivityTaskCancelRequested: 'the cancelling of a call',
};

function callWords({ activityType, input }: Call, steps: StepWords): string {
  return steps.call(activityType?.name ?? '', stepIn(jsonOf(input?.payloads?.[0])));
}

function markerWords({ markerName, details }: Marker, steps: StepWords): string {
  if (markerName !== localActivity) return `a marker of the code's version`;
  const type = jsonOf(details?.['data']?.payloads?.[0])['activity_type'];
  return steps.call(String(type), stepIn(jsonOf(details?.['result']?.payloads?.[0])));
}

/** Arguments name their step; results name it as `of`, or as the first that was `wrote`. */
function stepIn(json: Readonly<Record<string, unknown>>): string | undefined {
  const [first] = Array.isArray(json['wrote']) ? (json['wrote'] as unknown[]) : [];
  const named = [json, json['of'], first].map((one) => (one as { step?: unknown } | undefined)?.step);
  return named.find((step) => typeof step === 'string');
}

function startOfTimer({ history }: RouteHistory, id: string | null | undefined): Event | undefined {
  return history.events?.find((event) => event.timerStartedEventAttributes?.timerId === id);
}

function timerWords(event: Event | undefined): string {
  const summary = wordOf(event?.userMetadata?.summary);
  return summary === '' ? 'a timer' : `the timer "${summary}"`;
}
