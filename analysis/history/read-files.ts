import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseHistory } from './parse-history.ts';
import { HistoryFault, type Read } from './route-history.ts';

/** The server ends a route whose history grows beyond 50 MiB; as JSON that is about twice as much. */
const mostBytes = 128 * 1024 * 1024;

/**
 * Reads histories from files (`.json`, `.json.gz`) and, in the order of their names, from all such files in folders and
 * below. What cannot be read comes as a fault; the others follow.
 */
export async function* readHistoryFiles(paths: readonly string[]): AsyncGenerator<Read> {
  for (const path of paths) {
    const found = await filesAt(path);
    if (typeof found === 'string') yield { from: path, fault: found };
    else for (const file of found) yield await readOne(file);
  }
}

/** The files, or why there are none. */
async function filesAt(path: string): Promise<readonly string[] | string> {
  const what = await stat(path).catch(() => undefined);
  if (what === undefined) return 'cannot be found. Correct the path.';
  if (!what.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const histories = names.filter((name) => /\.json(\.gz)?$/.test(name)).toSorted();
  if (histories.length === 0) return 'holds no file whose name ends in .json or .json.gz.';
  return histories.map((name) => join(path, name));
}

async function readOne(file: string): Promise<Read> {
  try {
    return { from: file, route: parseHistory(await textOf(file), basename(file)) };
  } catch (error) {
    const fault = error instanceof HistoryFault ? error.message : 'cannot be read. Export it again.';
    return { from: file, fault };
  }
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > mostBytes) throw tooLarge();
  const bytes = await readFile(file).catch(() => {
    throw new HistoryFault('cannot be opened. Allow yourself to read it.');
  });
  return (isCompressed(bytes) ? await inflated(bytes) : bytes).toString('utf8');
}

function isCompressed(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function inflated(bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new HistoryFault('is not compressed by gzip, or was cut off. Export it again.');
  }
}

function tooLarge(): HistoryFault {
  return new HistoryFault(`is larger than ${mostBytes / 1024 / 1024} MiB: no route can have written it.`);
}
