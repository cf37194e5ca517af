import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import type { Hurt } from '../faults/plan.ts';
import type { Trouble } from '../faults/wires.ts';
import type { ChaosSettings } from '../settings.ts';

/** One line of what was done, in order. */
export type Line =
  | { readonly did: 'start' }
  | { readonly did: 'hurt'; readonly hurt: Hurt }
  | { readonly did: 'trouble'; readonly trouble: Trouble }
  | { readonly did: 'accept'; readonly index: number; readonly route: string }
  | { readonly did: 'misbehave'; readonly mode: string };

/** What a run has done, kept in its folder, so that it can go on after any end of ours. */
export class Diary {
  readonly lines: Line[];
  readonly #file: string;
  #written: Promise<void> = Promise.resolve();

  constructor(file: string, lines: Line[]) {
    this.#file = file;
    this.lines = lines;
  }

  note(line: Line): void {
    this.lines.push(line);
    const text = `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`;
    this.#written = this.#written.then(() => appendFile(this.#file, text));
  }

  /** Resolves when all of it is on the disk. */
  settled(): Promise<void> {
    return this.#written;
  }

  hurts(): readonly Hurt[] {
    return this.lines.flatMap((line) => (line.did === 'hurt' ? [line.hurt] : []));
  }

  kills(): number {
    return this.hurts().filter(({ how }) => how !== 'stop').length;
  }

  /** Routes that our API has ever accepted, also before the run was resumed. */
  accepted(): readonly string[] {
    return this.lines.flatMap((line) => (line.did === 'accept' ? [line.route] : []));
  }

  starts(): number {
    return this.lines.filter(({ did }) => did === 'start').length;
  }
}

/** Keeps the settings of a new run in its folder. */
export async function keepSettings(settings: ChaosSettings): Promise<void> {
  await mkdir(settings.folder, { recursive: true });
  await writeFile(settingsFile(settings.folder), JSON.stringify(settings, null, 2));
}

/** The settings of an earlier run; throws a plain sentence where the folder holds none. */
export async function keptSettings(folder: string): Promise<ChaosSettings> {
  const text = await readFile(settingsFile(folder), 'utf8').catch(() => {
    throw new PlainError(`${folder} holds no run of chaos (no run.json). Correct the path after --resume.`);
  });
  return { ...(JSON.parse(text) as ChaosSettings), folder };
}

export async function openDiary(folder: string): Promise<Diary> {
  const file = join(folder, 'diary.jsonl');
  const text = await readFile(file, 'utf8').catch(() => '');
  return new Diary(file, text.split('\n').flatMap(readLine));
}

const settingsFile = (folder: string): string => join(folder, 'run.json');

/** A last line that was cut off by a kill is none. */
function readLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
