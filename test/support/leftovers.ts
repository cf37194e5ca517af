import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder } from '../../scripts/environment/folders.ts';
import { endLeftovers, livingRun } from '../../scripts/environment/run-record.ts';

/** Each test run has a folder of this name, and in it a record of its servers. */
export const folderName = 'hayot-test-';
export const recordName = 'running.json';

/** Ends the servers of test runs that were killed, and deletes their folders. */
export async function clearLeftovers(): Promise<void> {
  const names = (await readdir(openFolder)).filter((name) => name.startsWith(folderName));
  for (const folder of names.map((name) => join(openFolder, name))) {
    const record = join(folder, recordName);
    if (!existsSync(record) || livingRun(record) !== undefined) continue;
    await endLeftovers(record, () => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
