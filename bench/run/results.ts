import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import type { Alone } from '../alone/alone.ts';
import type { Circumstances } from '../measure/machine.ts';
import type { Counted, Idle } from './counts.ts';
import type { Killed } from './kills.ts';
import type { BenchSettings } from './settings.ts';
import type { Measured } from './slice.ts';

/** One line of what has been measured, in order. */
export type Line =
  | { readonly is: 'start'; readonly circumstances: Circumstances; readonly temporalOn: string }
  | { readonly is: 'slice'; readonly measured: Measured }
  | { readonly is: 'idle'; readonly idle: Idle }
  | { readonly is: 'counts'; readonly counted: Counted }
  | { readonly is: 'alone'; readonly alone: Alone }
  | { readonly is: 'kill'; readonly killed: Killed };

/** What a run has measured, kept in its folder, so that it can go on after any end of ours. */
export class Results {
  readonly lines: Line[];
  readonly #file: string;

  constructor(file: string, lines: Line[]) {
    this.#file = file;
    this.lines = lines;
  }

  async note(line: Line): Promise<void> {
    this.lines.push(line);
    await appendFile(this.#file, `${JSON.stringify(line)}\n`);
  }

  of<Is extends Line['is']>(is: Is): Extract<Line, { is: Is }>[] {
    return this.lines.filter((line): line is Extract<Line, { is: Is }> => line.is === is);
  }
}

const settingsFile = (folder: string): string => join(folder, 'bench.json');

/** Keeps the settings of a new run in its folder. */
export async function keepSettings(settings: BenchSettings): Promise<void> {
  await mkdir(settings.folder, { recursive: true });
  await writeFile(settingsFile(settings.folder), JSON.stringify(settings, null, 2));
}

/** The settings of an earlier run; throws a plain sentence where the folder holds none. */
export async function keptSettings(folder: string): Promise<BenchSettings> {
  const text = await readFile(settingsFile(folder), 'utf8').catch(() => {
    throw new PlainError(
      `${folder} holds no run of the bench (no bench.json). Correct the path after --resume.`,
    );
  });
  return { ...(JSON.parse(text) as BenchSettings), folder };
}

export async function openResults(folder: string): Promise<Results> {
  const file = join(folder, 'results.jsonl');
  const text = await readFile(file, 'utf8').catch(() => '');
  return new Results(file, text.split('\n').flatMap(readLine));
}

/** A last line that was cut off by a kill is none. */
function readLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
