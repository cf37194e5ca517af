import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import type { Report } from './report.ts';

/** `<date>-<commit>`: what a report and its profiles are called. */
export function nameOf({ date, circumstances }: Pick<Report, 'date' | 'circumstances'>): string {
  return `${date}-${(circumstances?.commit ?? 'unknown').replace('+', '-changed')}`;
}

/** Writes the report to `bench/results/<date>-<commit>.json`, for those who compare; gives the file. */
export async function keepReport(report: Report): Promise<string> {
  const folder = join(root, 'bench/results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${nameOf(report)}.json`);
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
