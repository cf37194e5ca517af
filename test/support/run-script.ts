import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';

/** Begins a script of ours, e.g. `rebuild.ts`, which goes on beside the test. */
export function beginScript(script: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  const command = ['--disable-warning=ExperimentalWarning', join(root, 'scripts', script)];
  const env = { ...process.env, NODE_OPTIONS: '', ...environment };
  return spawn(process.execPath, [...command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The same, to its end. What runs in the test's own process goes on meanwhile. */
export async function runScript(...of: Parameters<typeof beginScript>) {
  const child = beginScript(...of);
  const said = Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said: (await said).flat().join('') };
}
