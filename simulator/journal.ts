import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const newline = 0x0a;

/**
 * A file of JSON lines that is only ever appended to. A line is on the disk when its promise settles, so that killing
 * the process at any moment loses nothing that was promised. Lines that come together share one sync.
 */
export interface Journal {
  append(line: object): Promise<void>;
  close(): Promise<void>;
}

/** Opens a journal and gives back the lines it holds. A torn last line, left by a kill, is cut off. */
export async function openJournal(path: string): Promise<{ journal: Journal; lines: unknown[] }> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+', 0o600);
  try {
    const lines = await readLines(file, path);
    return { journal: new AppendingJournal(file), lines };
  } catch (error) {
    await file.close();
    throw error;
  }
}

class AppendingJournal implements Journal {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(line: object): Promise<void> {
    this.#waiting.push(`${JSON.stringify(line)}\n`);
    this.#next ??= this.#last.then(() => this.#write());
    return this.#next;
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#last);
    await this.#file.close();
  }

  #write(): Promise<void> {
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#next = undefined;
    this.#last = this.#file.appendFile(text).then(() => this.#file.datasync());
    return this.#last;
  }
}

async function readLines(file: FileHandle, path: string): Promise<unknown[]> {
  const bytes = await file.readFile();
  const whole = bytes.lastIndexOf(newline) + 1;
  if (whole < bytes.length) await file.truncate(whole);
  const lines: unknown[] = [];
  for (let start = 0; start < whole;) {
    const end = bytes.indexOf(newline, start);
    lines.push(parse(bytes.toString('utf8', start, end), { path, number: lines.length + 1 }));
    start = end + 1;
  }
  return lines;
}

function parse(text: string, at: { path: string; number: number }): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(
      `Line ${at.number} of ${at.path} is not JSON: the file was changed by hand or damaged. ` +
        'Move it away to start with an empty one.',
      { cause },
    );
  }
}
