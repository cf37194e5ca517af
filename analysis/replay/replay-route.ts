import type { temporal } from '@temporalio/proto';
import type { RouteHistory } from '../history/index.ts';
import { typeOf, wordsOf } from './event-words.ts';
import type { Replayer } from './open-replayer.ts';
import { wantedWords } from './wanted-words.ts';

type Event = temporal.api.history.v1.IHistoryEvent;

/** Where the present code leaves a history, in words. */
export interface Difference {
  readonly eventId: number;
  /** As the Temporal UI shows it, e.g. `ActivityTaskScheduled`. */
  readonly eventType: string;
  /** What the history says there. */
  readonly recorded: string;
  /** What the code wanted instead. */
  readonly wanted: string;
}

/** Replays one route's history. Null: the present code does the same. */
export async function replayRoute(replayer: Replayer, route: RouteHistory): Promise<Difference | null> {
  const events = route.history.events ?? [];
  // What comes later no code has seen yet; the SDK would go on beyond the history, or wait for what never comes.
  const end = events.findLastIndex((event) => isByCode(event) || event.workflowTaskCompletedEventAttributes);
  if (end === -1) return null;
  const history = { events: events.slice(0, end + 1) };
  const error = await replayer.replay({ workflowId: route.workflowId, history });
  return error === undefined ? null : describe(route, await firstFailure(replayer, route, error));
}

interface Failure {
  /** How many events of the history it takes. */
  readonly length: number;
  readonly error: Error;
}

/**
 * The shortest beginning of the history that fails: the SDK says what is wrong, but not always at which event, and a
 * result that reached the wrong step may have broken the code before the order of events was looked at. Beginnings end
 * after what the code did; once one fails, all longer ones do.
 */
async function firstFailure(replayer: Replayer, route: RouteHistory, whole: Error): Promise<Failure> {
  const events = route.history.events ?? [];
  const ends = events.flatMap((event, index) => (isByCode(event) ? [index + 1] : []));
  let found: Failure = { length: ends.at(-1) ?? events.length, error: whole };
  let [low, high] = [0, ends.length - 2];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const length = ends[middle] ?? events.length;
    const history = { events: events.slice(0, length) };
    const error = await replayer.replay({ workflowId: route.workflowId, history });
    if (error === undefined) low = middle + 1;
    else [found, high] = [{ length, error }, middle - 1];
  }
  return found;
}

/** Written because the code asked for it; a beginning that ends there holds the task in which it did. */
function isByCode(event: Event): boolean {
  if (event.workflowExecutionUpdateAcceptedEventAttributes) return true;
  if (event.workflowExecutionUpdateCompletedEventAttributes) return true;
  return Object.values(event).some(
    (attributes: unknown) =>
      typeof attributes === 'object' && attributes !== null && 'workflowTaskCompletedEventId' in attributes,
  );
}

function describe(route: RouteHistory, { length, error }: Failure): Difference {
  const event = route.history.events?.[length - 1] ?? {};
  return {
    eventId: length,
    eventType: typeOf(event),
    recorded: wordsOf(event, route),
    wanted: wantedWords(error, route),
  };
}
