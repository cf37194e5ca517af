import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openFolder, root } from './folders.ts';
import { PlainError } from './plain-error.ts';
import { installedBinaries } from './postgres-binaries.ts';

/** Where PostgreSQL lives and as whom it runs. */
export interface PostgresHome {
  /** Has bin, lib and share. */
  readonly binaries: string;
  readonly data: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

/** One for each clone. */
const openHome = join(openFolder, `hayot-${hash(root)}`);

/**
 * Prepares `wanted` as data folder. As root, PostgreSQL runs as another user, who may not be able to enter a clone
 * under a closed folder; then data and a copy of the binaries lie in an open folder under the temp directory.
 */
export async function postgresHome(wanted: string): Promise<PostgresHome> {
  const binaries = await installedBinaries();
  if (process.getuid?.() !== 0) {
    await mkdir(dirname(wanted), { recursive: true });
    return { binaries, data: wanted, user: undefined };
  }
  const moved = movedData(wanted);
  const user = await userFor(existsSync(moved) ? moved : wanted);
  if (!existsSync(moved)) {
    await giveFolder(wanted, user);
    if (canEnter(binaries, wanted, user)) return { binaries, data: wanted, user };
  }
  await makeOpen(openHome);
  const copy = await copyBinaries(binaries);
  await moveData(wanted, moved, user);
  if (canEnter(copy, moved, user)) return { binaries: copy, data: moved, user };
  throw new PlainError(
    `PostgreSQL does not run as root, and user ${user.uid} can use neither ${wanted} nor ${moved}. ` +
      'Run this as an ordinary user, or say where a PostgreSQL is: DATABASE_URL=postgres://… npm start',
  );
}

/** Where the data lies instead when the wanted folder cannot be entered. */
export function movedData(wanted: string): string {
  return join(openHome, `${basename(wanted)}-${hash(wanted)}`);
}

type User = NonNullable<PostgresHome['user']>;

/** Who owns the data already; else the system's `postgres`, else `nobody`. */
async function userFor(data: string): Promise<User> {
  const owner = await stat(data).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      passwd
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PlainError(
    'PostgreSQL does not run as root, and this system has neither a user `postgres` nor `nobody`. Run this as an ordinary user.',
  );
}

async function giveFolder(folder: string, user: User): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chown(folder, user.uid, user.gid);
}

/** Tries it for real: modes alone do not tell about access lists and mounts. */
function canEnter(binaries: string, data: string, user: User): boolean {
  const script = 'cd "$1" && "$2" --version >/dev/null 2>&1';
  const tried = spawnSync('/bin/sh', ['-c', script, 'sh', data, join(binaries, 'bin/postgres')], {
    ...user,
    cwd: '/',
  });
  return tried.status === 0;
}

/** In a folder where everybody may write, a folder of this name that is not ours is a trap. */
async function makeOpen(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0) {
    throw new PlainError(`${folder} is not a folder of root. Delete it and start again.`);
  }
  await chmod(folder, 0o755);
}

async function copyBinaries(from: string): Promise<string> {
  const version = hash(await readFile(join(from, '../package.json'), 'utf8'));
  const copy = join(openHome, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}-${process.pid}`;
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', half]);
  await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
  return copy;
}

/** Data made while the clone was open goes along. */
async function moveData(wanted: string, moved: string, user: User): Promise<void> {
  if (!existsSync(moved) && existsSync(join(wanted, 'PG_VERSION'))) {
    spawnSync('cp', ['-a', wanted, moved]);
    await rm(wanted, { recursive: true });
  }
  await giveFolder(moved, user);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
