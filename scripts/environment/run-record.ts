import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';
import { PlainError } from './plain-error.ts';
import { processIdentity } from './process-identity.ts';
import type { Running } from './processes.ts';

interface Entry {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
  readonly stopSignal: NodeJS.Signals;
}

interface Run extends Entry {
  readonly since: string;
  /** Where to find what runs, for the message to a second start. */
  readonly address: string;
  readonly children: readonly Entry[];
}

/** The file that says who runs here, with all children, so that nothing is started twice and nothing is left over. */
export interface RunRecord {
  add(child: Running): void;
  /** Forgets the run: everything has ended. */
  release(): void;
}

export interface RunRecordOptions {
  readonly file: string;
  readonly address: string;
  /** Gets a line for each process left over from a start that was killed. */
  readonly say: (line: string) => void;
}

/**
 * Claims the file for this process. Throws a plain sentence when a living start holds it; ends the children of a dead
 * one first, those only whose pid is really theirs.
 */
export async function claimRun({ file, address, say }: RunRecordOptions): Promise<RunRecord> {
  const own = entryOf({ name: 'npm start', pid: process.pid, stopSignal: 'SIGTERM' });
  let run: Run = { ...own, since: new Date().toISOString(), address, children: [] };
  mkdirSync(dirname(file), { recursive: true });
  while (!createOnce(file, run)) await takeOver(file, say);
  return {
    add(child) {
      run = { ...run, children: [...run.children.filter(isAlive), entryOf(child)] };
      replace(file, run);
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

/** The living run that holds the file, in a few words; undefined when there is none. */
export function livingRun(file: string): string | undefined {
  const run = read(file);
  if (run === undefined || !isAlive(run)) return undefined;
  return `pid ${run.pid}, since ${run.since}, ${run.address}`;
}

async function takeOver(file: string, say: (line: string) => void): Promise<void> {
  const living = livingRun(file);
  if (living !== undefined) {
    throw new PlainError(`Hayot already runs here (${living}). Stop that one with Ctrl-C first, or use it.`);
  }
  await endLeftovers(file, say);
  rmSync(file, { force: true });
}

/** Ends the children that a dead run left over; those only whose pid is really theirs. */
export async function endLeftovers(file: string, say: (line: string) => void): Promise<void> {
  for (const child of (read(file)?.children ?? []).filter(isAlive).toReversed()) {
    say(`Ending ${child.name} (pid ${child.pid}), left over from a start that was killed.`);
    await end(child);
  }
}

async function end(child: Entry): Promise<void> {
  process.kill(child.pid, child.stopSignal);
  for (let waitedMs = 0; isAlive(child); waitedMs += 50) {
    if (waitedMs === 10_000) process.kill(child.pid, 'SIGKILL');
    await sleep(50);
  }
}

function entryOf({ name, pid, stopSignal }: Pick<Running, 'name' | 'pid' | 'stopSignal'>): Entry {
  return { name, pid, stopSignal, identity: processIdentity(pid) ?? 'ended' };
}

function isAlive({ pid, identity }: Entry): boolean {
  return processIdentity(pid) === identity;
}

/** Makes the file with its whole content in one step; false when it is there already. */
function createOnce(file: string, run: Run): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(run));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, run: Run): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(run));
  renameSync(draft, file);
}

function read(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    return undefined;
  }
}
