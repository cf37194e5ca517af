import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import type { ThreadProfile } from '../measure/profile.ts';
import { table } from './table.ts';

/** For people: what each thread was busy with. */
export function profilesInWords(profiles: readonly ThreadProfile[]): string {
  const tables = profiles.map(({ process, thread, busyMs, parts }) => {
    const head = [
      `${process}, ${thread === 0 ? 'main thread' : `thread ${thread}`}, ${busyMs} ms`,
      'ms',
      '%',
    ];
    return table(
      head,
      parts.map(({ of, ms, share }) => [of, String(ms), (100 * share).toFixed(1)]),
    );
  });
  return tables.flatMap((lines) => ['', ...lines]).join('\n');
}

/** Writes them to `bench/profiles/<name>.json`; gives the file. */
export async function keepProfiles(profiles: readonly ThreadProfile[], name: string): Promise<string> {
  const folder = join(root, 'bench/profiles');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  await writeFile(file, `${JSON.stringify(profiles, null, 2)}\n`);
  return file;
}
