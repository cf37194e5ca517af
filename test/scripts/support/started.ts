import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../scripts/environment/folders.ts';
import { freePort } from '../../../scripts/environment/ports.ts';

/** `npm start` as a process of its own, on ports and in a folder of its own. */
export interface Started {
  printed(): string;
  /** Resolves when it has printed the words; throws with what it printed when it ends before or takes too long. */
  until(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Settings that keep a start away from any other one on this machine. */
export async function ownPlace(folder: string): Promise<NodeJS.ProcessEnv> {
  const names = [
    'PORT',
    'SIMULATOR_PORT',
    'POSTGRES_PORT',
    'TEMPORAL_PORT',
    'TEMPORAL_UI_PORT',
    'WORKER_METRICS_PORT',
  ];
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const));
  return { ...Object.fromEntries(ports), HAYOT_DATA: folder, NO_COLOR: '1' };
}

export function start(place: NodeJS.ProcessEnv, ...args: string[]): Started {
  const script = join(root, 'scripts/start.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...place },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    printed: () => printed,
    until: async (words) => {
      const deadline = Date.now() + 150_000;
      while (!printed.includes(words)) {
        if (child.exitCode !== null || Date.now() > deadline)
          throw new Error(`"${words}" was not printed:\n${printed}`);
        await sleep(50);
      }
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Pids of the children of a start, by name, as its record says. */
export function childrenIn(folder: string): Record<string, number> {
  const { children } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as {
    children: readonly { name: string; pid: number }[];
  };
  return Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
}
