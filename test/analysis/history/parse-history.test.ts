import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { HistoryFault, parseHistory } from '../../../analysis/history/index.ts';
import { root } from '../../../scripts/environment/folders.ts';
import { readable } from '../support/readable.ts';

const name = 'birth-all-services';
const text = readFileSync(join(root, `test/workflows/histories/${name}.json`), 'utf8');
const json = JSON.parse(text) as { events: Record<string, Record<string, unknown>>[] };
const events = json.events;

/** The same history, as a server would have written it that does not tell the route's id. */
function withoutId() {
  const [first, ...rest] = structuredClone(events);
  delete first?.['workflowExecutionStartedEventAttributes']?.['workflowId'];
  return { events: [first, ...rest] };
}

const read = (value: unknown, fileName = 'any.json') => parseHistory(JSON.stringify(value), fileName);
const faultOf = (value: unknown, fileName?: string): string => {
  try {
    read(value, fileName);
    return 'no fault';
  } catch (error) {
    return error instanceof HistoryFault ? error.message : `another error: ${String(error)}`;
  }
};

describe('the history of a route', () => {
  const asExported = parseHistory(text, 'any.json');
  const same = historyToJSON(asExported.history);

  it('tells whose it is', () => {
    expect(asExported).toMatchObject({ workflowId: name, workflowType: 'child-birth' });
    expect(asExported.runId).toMatch(/^[0-9a-f-]{36}$/);
    expect(asExported.history.events).toHaveLength(events.length);
  });

  it.each([
    ['as a bare list of events', events],
    ['as the raw view of the web page', { history: json }],
    ['as its readable download', readable(json)],
    [
      'as we keep it',
      { format: 'hayot-history-1', workflowId: name, workflowType: 'x', runId: 'r', history: json },
    ],
  ])('is the same read %s', (_, value) => {
    expect(historyToJSON(read(value).history)).toBe(same);
  });

  it('is the same read as its readable download of an older day, with names of events in old letters', () => {
    const old = (word: unknown) =>
      String(word)
        .replace('EVENT_TYPE_', '')
        .toLowerCase()
        .replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const value = { events: events.map((event) => ({ ...event, eventType: old(event['eventType']) })) };

    expect(historyToJSON(read(value).history)).toBe(same);
  });

  it('gets its id from our wrapper where the events do not tell', () => {
    const value = { format: 'hayot-history-1', workflowId: 'route-1', runId: 'run-1', history: withoutId() };

    expect(read(value, 'other.json.gz')).toMatchObject({ workflowId: 'route-1', runId: 'run-1' });
  });

  it('gets its id from the name of the file where nothing else tells', () => {
    expect(read(withoutId(), 'route-2.json').workflowId).toBe('route-2');
    expect(read(withoutId(), 'route-3.json.gz').workflowId).toBe('route-3');
  });

  it.each(['events.json', '01a203f6-16be-7a82-9805-c903159eaaa8_events.json', 'events (2).json'])(
    'is not replayed under an invented id when it is called %s',
    (fileName) => {
      expect(faultOf(withoutId(), fileName)).toBe(
        'does not say whose history it is. Name it after the route: ROUTE-ID.json.',
      );
    },
  );
});

describe('a broken history', () => {
  const third = events[2];

  it.each([
    ['an empty list', [], /^holds no events/],
    ['something else', { hello: 1 }, /^holds no events/],
    ['a word', 'hello', /^holds no events/],
    ['a history without its third event', events.toSpliced(2, 1), /^event 3 is missing or out of place/],
    ['a history that begins in the middle', events.slice(5), /^event 1 is missing/],
    ['an event of a kind nobody knows', events.with(2, { ...third, eventType: {} }), /^event 3 is none that/],
    ['an event without content', events.with(2, { eventId: '3' } as never), /^event 3 is none that/],
    ['a history of a later format', { format: 'hayot-history-9', history: json }, /another Hayot wrote it/],
    ['more events than a route can have', new Array(51_201).fill(third), /^holds more than 51200 events/],
    [
      'a history that does not begin with the start',
      [{ ...third, eventId: '1' }],
      /^its first event does not start/,
    ],
  ])('says so in one sentence: %s', (_, value, sentence) => {
    expect(faultOf(value)).toMatch(sentence);
  });

  it('says so when the file was cut off', () => {
    expect(() => parseHistory(text.slice(0, 5_000), 'a.json')).toThrow(/^is not JSON, or was cut off/);
  });

  it('quotes nothing of what is in it', () => {
    const secret = { eventId: '3', somethingElse: { pinfl: '12345678901234' } };

    expect(faultOf(events.with(2, secret as never))).not.toMatch(/1234/);
  });
});
