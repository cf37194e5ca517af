import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/environment/folders.ts';

/** A history as JSON, as it lies in a file. */
export interface Json {
  [key: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests reach deep into it
}
export interface HistoryJson {
  events: Json[];
}

/** A kept history of one of our life events. */
export function keptHistory(name: string): HistoryJson {
  const file = join(root, `test/analysis/histories/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as HistoryJson;
}

/** The same history with another definition in its start: as if the code read the definition so. */
export function withDefinition(history: HistoryJson, change: (steps: Record<string, Json>) => void) {
  const copy = structuredClone(history);
  const payload = copy.events[0]?.['workflowExecutionStartedEventAttributes'].input.payloads[0];
  const input = plain(payload.data) as Json;
  change(input['route'].steps);
  payload.data = coded(input);
  return copy;
}

/** The same history with the first two different calls in each other's place. */
export function withCallsSwapped(history: HistoryJson): HistoryJson {
  const copy = structuredClone(history);
  const calls = copy.events.flatMap((event) => event['activityTaskScheduledEventAttributes'] ?? []);
  const second = calls.find(({ activityType }) => activityType.name !== calls[0].activityType.name);
  if (second === undefined) throw new Error('No two different calls are in this history.');
  [calls[0].activityType, second.activityType] = [second.activityType, calls[0].activityType];
  return copy;
}

/** The same history without a timer that was started in it: that `open-step` knew no deadline. */
export function withoutDeadlines(history: HistoryJson): HistoryJson {
  const copy = structuredClone(history);
  for (const { details } of copy.events.flatMap((event) => event['markerRecordedEventAttributes'] ?? [])) {
    if ((plain(details.data.payloads[0].data) as Json)['activity_type'] !== 'open-step') continue;
    const [result] = details.result.payloads;
    result.data = coded({ ...(plain(result.data) as Json), dueAt: null, normAt: null });
  }
  return copy;
}

const plain = (data: string): unknown => JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
