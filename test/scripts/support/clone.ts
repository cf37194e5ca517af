import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/environment/folders.ts';

export interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

interface Begun {
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** A small clone with the real scripts/setup.mjs, and an `npm` that writes down what it is asked and "installs". */
export interface SmallClone {
  readonly folder: string;
  /** What npm was asked so far, one line each. */
  asked(): string[];
  /** Runs `node scripts/setup.mjs …` to its end. */
  run(args: readonly string[], settings?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Starts it, as npm would in a shell where said, and resolves when it has printed `line`. */
  begin(args: readonly string[], line: string, as?: 'npm'): Promise<Begun>;
  write(file: string, text: string): void;
  remove(): void;
}

const npm = `#!/bin/sh
echo "$@" >> npm-was-asked
if [ -n "$NPM_FAILS_WITH" ]; then echo "npm error code $NPM_FAILS_WITH" >&2; exit 1; fi
rm -rf node_modules && mkdir -p node_modules/.bin node_modules/jest/bin
ln -s ${process.execPath} node_modules/.bin/node
cp package-lock.json node_modules/.package-lock.json
echo 'console.log("jest:", process.env.NODE_OPTIONS, ...process.argv.slice(2))' > node_modules/jest/bin/jest.js
`;

export const lockFile = (zod: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'hayot' },
      'node_modules/zod': { version: zod },
      'node_modules/jest': { version: '30.0.0', dev: true },
      'node_modules/only-on-another-system': { version: '1.0.0', optional: true },
    },
  });

export function smallClone(): SmallClone {
  const folder = mkdtempSync(join(tmpdir(), 'hayot-clone-'));
  const write = (file: string, text: string) => {
    writeFileSync(join(folder, file), text);
  };
  for (const name of ['scripts', 'bin']) mkdirSync(join(folder, name));
  copyFileSync(join(root, 'scripts/setup.mjs'), join(folder, 'scripts/setup.mjs'));
  write('bin/npm', npm);
  chmodSync(join(folder, 'bin/npm'), 0o755);
  write('package-lock.json', lockFile('4.0.0'));
  const log = join(folder, 'npm-was-asked');

  const spawned = (args: readonly string[], settings: NodeJS.ProcessEnv = {}) => {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_OPTIONS: '',
      npm_lifecycle_event: undefined,
      ...settings,
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    };
    const words = [process.execPath, join(folder, 'scripts/setup.mjs'), ...args];
    const inShell = env['npm_lifecycle_event'] !== undefined;
    const [program = '', ...rest] = inShell ? ['/bin/sh', '-c', `${words.join(' ')}; :`] : words;
    const child = spawn(program, rest, { env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => {
        resolve({ code, printed });
      });
    });
    return { child, ended, printed: () => printed };
  };

  return {
    folder,
    write,
    asked: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    run: (args, settings) => spawned(args, settings).ended,
    begin: async (args, line, as) => {
      const { child, ended, printed } = spawned(
        args,
        as === undefined ? {} : { npm_lifecycle_event: 'wait' },
      );
      while (!printed().includes(line)) await new Promise((resolve) => setTimeout(resolve, 20));
      return { ended, kill: (signal) => child.kill(signal) };
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
