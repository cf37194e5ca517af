import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { RouteHistory } from './route-history.ts';

/** The name of the format in which we keep histories; a change that old readers cannot read gets a new one. */
export const keptFormat = 'hayot-history-1';

/** How the file of a route's history is named in its folder. */
export const keptFileName = (workflowId: string): string => `${workflowId}.json.gz`;

/** The file in which a history is kept: JSON `{ format, workflowId, workflowType, runId, history }`, compressed. */
export async function keptFile({ history, ...whose }: RouteHistory): Promise<Buffer> {
  const events: unknown = JSON.parse(historyToJSON(history));
  return promisify(gzip)(JSON.stringify({ format: keptFormat, ...whose, history: events }));
}
