import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import type { Report } from './report.ts';

/** Writes the report to `bench/results/<date>-<commit>.json`, for those who compare; gives the file. */
export async function keepReport(report: Report): Promise<string> {
  const folder = join(root, 'bench/results');
  await mkdir(folder, { recursive: true });
  const commit = (report.circumstances?.commit ?? 'unknown').replace('+', '-changed');
  const file = join(folder, `${report.date}-${commit}.json`);
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
