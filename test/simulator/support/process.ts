import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

interface LogLine {
  readonly msg: string;
  readonly address?: AddressInfo;
}

/** Starts `simulator/index.ts` on the country's own catalogue, by itself on a free port. */
export function startSimulator(folder: string, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join('simulator', 'index.ts')], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', SIMULATOR_DATA: folder, SIMULATOR_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  return {
    child,
    exit: once(child, 'exit') as Promise<[code: number | null]>,
    /** What it wrote to its error output. */
    told: () => told,
    nextLine: async () => {
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      return JSON.parse(chunk.toString()) as LogLine;
    },
  };
}
