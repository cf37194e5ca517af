import { type History, historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { keptFormat } from './kept-format.ts';
import { isObject, withEncodedPayloads } from './readable-payloads.ts';
import { HistoryFault, type RouteHistory, toldBy } from './route-history.ts';

/** The server ends a route with more events than that. */
const mostEvents = 51_200;

/**
 * Reads a history from the text of a file: `temporal workflow show --output json`, each download of the Temporal UI
 * (encoded, decoded, readable), its raw view, or our own format. The route's id comes from the history, else from our
 * wrapper, else from `fileName` (without its endings). Throws HistoryFault.
 */
export function parseHistory(text: string, fileName: string): RouteHistory {
  const json = parseJson(text);
  const history = decoded(eventsIn(json));
  const told = toldBy(history);
  if (told.workflowType === '')
    throw new HistoryFault('its first event does not start a workflow. Export the whole history.');
  const wrapper = isObject(json) ? json : {};
  return {
    ...told,
    workflowId: told.workflowId || wordIn(wrapper, 'workflowId') || idIn(fileName),
    runId: wordIn(wrapper, 'runId') || told.runId,
    history,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HistoryFault('is not JSON, or was cut off. Export it again.');
  }
}

function eventsIn(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return demandEvents(json);
  if (!isObject(json)) return demandEvents(undefined);
  if (json['format'] !== undefined && json['format'] !== keptFormat)
    throw new HistoryFault(`its format is not ${keptFormat}: another Hayot wrote it. Read it with that one.`);
  return isObject(json['history']) ? eventsIn(json['history']) : demandEvents(json['events']);
}

function demandEvents(events: unknown): readonly unknown[] {
  if (!Array.isArray(events) || events.length === 0)
    throw new HistoryFault(
      'holds no events. Export it by `temporal workflow show --output json` or from the UI.',
    );
  if (events.length > mostEvents)
    throw new HistoryFault(`holds more than ${mostEvents} events: no route can have written it.`);
  return events;
}

function decoded(events: readonly unknown[]): History {
  events.forEach((event, index) => {
    if (isObject(event) && String(event['eventId']) === String(index + 1)) return;
    throw new HistoryFault(`event ${index + 1} is missing or out of place. Export the whole history again.`);
  });
  const plain = events.map(withEncodedPayloads);
  try {
    return historyFromJSON({ events: plain });
  } catch {
    throw new HistoryFault(
      `event ${firstUnreadable(plain)} is none that Temporal writes. Export the history again, unchanged.`,
    );
  }
}

/** The decoder's own words may quote the event. */
function firstUnreadable(events: readonly unknown[]): number {
  const isReadable = (event: unknown) => {
    try {
      return historyFromJSON({ events: [event] }).events?.length === 1;
    } catch {
      return false;
    }
  };
  return events.findIndex((event) => !isReadable(event)) + 1;
}

function wordIn(wrapper: Readonly<Record<string, unknown>>, key: string): string {
  const word = wrapper[key];
  return typeof word === 'string' ? word : '';
}

/** The UI names its downloads after the run, which is not the route's id. */
function idIn(fileName: string): string {
  const name = fileName.replace(/(\.json)?(\.gz)?$/, '');
  if (name !== '' && !/(^|[_-])events( \(\d+\))?$/.test(name)) return name;
  throw new HistoryFault('does not say whose history it is. Name it after the route: ROUTE-ID.json.');
}
