import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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

const checks: readonly Check[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'types', command: ['tsc', '--project', '.'] },
  { name: 'arrows', command: ['depcruise', '--config', '.dependency-cruiser.mjs', ...roomFolders] },
  { name: 'arrows as drawn', command: ['node', 'scripts/arrows.ts', '--check'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
];
const tests: Check = { name: 'tests', command: ['node', 'scripts/setup.mjs', 'test'] };

/** `npm run verify`: everything that must hold before a change is handed in. Runs all, so that one look shows all. */
const { values } = parseArgs({ options: { 'without-tests': { type: 'boolean', default: false } } });
const failed = (values['without-tests'] ? checks : [...checks, tests]).filter((check) => !holds(check));
process.stdout.write(
  failed.length === 0 ? 'All holds.\n' : `Does not hold: ${failed.map(({ name }) => name).join(', ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function holds({ name, command: [program, ...args] }: Check): boolean {
  const began = performance.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${status === 0 ? 'holds' : 'does not hold'} (${seconds} s)\n`);
  return status === 0;
}
