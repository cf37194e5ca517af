import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { surroundings } from '../../chaos/config.ts';
import { root } from '../../scripts/environment/folders.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { lastLines, launch, type Running } from '../../scripts/environment/processes.ts';
import type { Stand } from './subject.ts';

export interface WorkerOptions extends Pick<Stand, 'folder' | 'born'> {
  readonly name: string;
  /** Entry file inside the clone. */
  readonly entry: string;
  /** All that it is told, beside what any process needs to run. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where it writes down what it was busy with, when it ends; not where left out. */
  readonly profiles?: string | undefined;
  /** Answers 2xx when it can do its work. */
  readonly readyUrl: string;
}

/** A process of a subject that can be killed and stands up again. */
export interface WorkerProcess {
  readonly pid: number;
  killAnew(): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 60_000;

/** Starts one process and waits until it is ready. Throws a plain sentence with its last words where it is not. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  let running = await begin(options);
  return {
    get pid() {
      return running.pid;
    },
    killAnew: async () => {
      process.kill(running.pid, 'SIGKILL');
      await running.ended;
      running = await begin(options);
    },
    close: () => running.stop(),
  };
}

async function begin(options: WorkerOptions): Promise<Running> {
  const { name, entry, environment, folder, profiles, readyUrl, born } = options;
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(profiles, name)}`];
  const running = await launch({
    name,
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', ...profiling, join(root, entry)],
    environment: { ...surroundings(), ...environment },
    log: join(folder, `${name}.log`),
    born,
  });
  const until = Date.now() + patienceMs;
  while (running.isAlive() && Date.now() < until) {
    if (await answersWell(readyUrl)) return running;
    await sleep(20);
  }
  const printed = await lastLines(running.log);
  await running.stop();
  throw new PlainError(`${name} was not ready. Its last words (${running.log}):\n${printed}`);
}

async function answersWell(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
