import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../scripts/environment/commands.ts';
import { root } from '../../scripts/environment/folders.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { ofPeers } from '../subjects/index.ts';

const home = join(root, 'bench');

/** Installs the peers' packages into bench/node_modules where one of these subjects needs them and they are not there. */
export async function ensurePeers(subjects: readonly string[], say: (line: string) => void): Promise<void> {
  if (!subjects.some((id) => ofPeers.includes(id)) || (await areThere())) return;
  say("Installing the peers' packages into bench/node_modules, once …");
  const way = existsSync(join(home, 'package-lock.json')) ? 'ci' : 'install';
  // Scripts of packages are not run: one of them tells a third party who installs it.
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { succeeded, printed } = await runCommand('npm', [way, '--prefix', home, ...quietly], { cwd: home });
  if (succeeded) return;
  const without = subjects.filter((id) => !ofPeers.includes(id)).join(',');
  throw new PlainError(
    `The peers' packages could not be installed:\n${printed}\nMend that, or leave them out: --subjects ${without}`,
  );
}

interface Package {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function areThere(): Promise<boolean> {
  const { dependencies = {} } = (await readPackage(home)) ?? {};
  const found = Object.entries(dependencies).map(async ([name, version]) => {
    const installed = await readPackage(join(home, 'node_modules', name));
    return installed?.version === version;
  });
  return (await Promise.all(found)).every(Boolean);
}

async function readPackage(folder: string): Promise<Package | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Package);
}
