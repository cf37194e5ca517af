import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { root } from './environment/folders.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const roomFolders = [
  ...['notation', 'catalogue', 'terms', 'workflows', 'activities', 'temporal', 'worker', 'api', 'db'],
  ...['analysis', 'webhooks', 'simulator', 'chaos', 'scripts', 'bench', 'test'],
].filter((folder) => existsSync(join(root, folder)));

/** Two at a time, the longest first. */
const checks: readonly Check[] = [
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: ['tsc', '--project', '.'] },
  { name: 'arrows', command: ['depcruise', '--config', '.dependency-cruiser.mjs', ...roomFolders] },
  { name: 'arrows as drawn', command: ['node', 'scripts/arrows.ts', '--check'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
];
const tests: Check = { name: 'tests', command: ['node', 'scripts/setup.mjs', 'test'] };

/** `npm run verify`: everything that must hold before a change is handed in. Runs all, so that one look shows all. */
const { values } = parseArgs({ options: { 'without-tests': { type: 'boolean', default: false } } });
const waiting = [...checks];
const failed = (await Promise.all([failing(waiting), failing(waiting)])).flat();
if (!values['without-tests']) failed.push(...(await failing([tests])));
process.stdout.write(failed.length === 0 ? 'All holds.\n' : `Does not hold: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Takes one check after the other until none is left; gives the names of those that do not hold. */
async function failing(left: Check[]): Promise<string[]> {
  const names: string[] = [];
  for (let check = left.shift(); check !== undefined; check = left.shift())
    if (!(await holds(check))) names.push(check.name);
  return names;
}

/** What the tests say is shown at once, they take minutes; what two checks say, one after the other. */
async function holds({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const began = performance.now();
  const { promise: status, resolve } = Promise.withResolvers<number | null>();
  const stdio = name === tests.name ? 'inherit' : 'pipe';
  const check = spawn(program, args, { cwd: root, stdio });
  check.on('close', resolve).on('error', () => {
    resolve(null);
  });
  const streams = [check.stdout, check.stderr].filter((stream) => stream !== null);
  const said = await Promise.all(streams.map((stream) => text(stream)));
  const isHeld = (await status) === 0;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${said.join('')}${name}: ${isHeld ? 'holds' : 'does not hold'} (${seconds} s)\n`);
  return isHeld;
}
