import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** File that gets what the process prints. */
  readonly log: string;
  /** Operating system user to run as; only root may say so. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** What asks it to end in order. */
  readonly stopSignal?: NodeJS.Signals;
  /** Told of the process the moment it runs, before it is ready. */
  readonly born?: ((process: Running) => void) | undefined;
}

/** A child process of ours. */
export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  readonly stopSignal: NodeJS.Signals;
  /** Resolves when it has ended, with a few words on how. */
  readonly ended: Promise<string>;
  isAlive(): boolean;
  /** Asks it to end, and ends it by force after `patienceMs`. */
  stop(patienceMs?: number): Promise<void>;
}

/**
 * Starts a process in a group of its own, so that Ctrl-C in the terminal reaches us only and we end our children in
 * order. Rejects when it cannot be started at all.
 */
export async function launch(wanted: Launch): Promise<Running> {
  mkdirSync(dirname(wanted.log), { recursive: true });
  const log = openSync(wanted.log, 'a');
  try {
    const child = spawn(wanted.command, wanted.args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: wanted.environment ?? process.env,
      ...wanted.user,
    });
    if (child.pid === undefined) throw await failureOf(child);
    const process_ = running(wanted, child, child.pid);
    // In the same breath: were we killed before this is told, nobody would know of the child.
    wanted.born?.(process_);
    return process_;
  } finally {
    closeSync(log);
  }
}

/** The last lines a process printed, for a message about its end. */
export async function lastLines(log: string, count = 5): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

function failureOf(child: ChildProcess): Promise<Error> {
  return new Promise((resolve) => child.once('error', resolve));
}

function running(wanted: Launch, child: ChildProcess, pid: number): Running {
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `ended with code ${String(code)}` : `was ended by ${signal}`);
    });
  });
  const stopSignal = wanted.stopSignal ?? 'SIGTERM';
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const stop = async (patienceMs = 10_000) => {
    if (!isAlive()) return;
    child.kill(stopSignal);
    const patience = new AbortController();
    const force = sleep(patienceMs, undefined, { signal: patience.signal }).then(
      () => child.kill('SIGKILL'),
      () => false,
    );
    await ended;
    patience.abort();
    await force;
  };
  return { name: wanted.name, pid, log: wanted.log, stopSignal, ended, isAlive, stop };
}
