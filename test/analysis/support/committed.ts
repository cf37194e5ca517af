import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type History, historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { root } from '../../../scripts/environment/folders.ts';

const folder = join(root, 'test/analysis/histories');

/** Names of histories that stay as they are while the corpus is recorded anew, one for each kind of branch. */
export const committed: readonly string[] = readdirSync(folder).map((file) => file.replace('.json', ''));

export function historyOf(name: string): History {
  return historyFromJSON(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

/** What a reader sees who came in the middle of it. */
export const prefix = ({ events }: History, length: number): History => ({
  events: (events ?? []).slice(0, length),
});
