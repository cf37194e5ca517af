import { spawn } from 'node:child_process';

export interface Outcome {
  readonly succeeded: boolean;
  /** What it printed, both streams; for a command that could not be started, why. */
  readonly printed: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Runs a command to its end without blocking the event loop; never rejects. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    let printed = '';
    // Not the option `timeout`: its timer outlives a command that could not be started.
    const signal = AbortSignal.timeout(options.timeoutMs ?? 600_000);
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.environment ?? process.env,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      printed += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      resolve({ succeeded: false, printed: error.message });
    });
    child.once('close', (code) => {
      resolve({ succeeded: code === 0, printed: printed.trim() });
    });
  });
}
