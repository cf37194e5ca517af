import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../scripts/environment/commands.ts';
import { userCacheFolder } from '../../scripts/environment/folders.ts';

/** The server that the pinned CLI carries, too (scripts/environment/temporal-download.ts). */
const version = 'v1.32.0';
const folder = join(userCacheFolder, 'temporal-server', version);

/** Temporal's server, and the tool that makes its tables. */
export interface Binaries {
  readonly server: string;
  readonly sql: string;
}

const packages = { server: 'go.temporal.io/server/cmd/server', sql: 'go.temporal.io/server/cmd/tools/sql' };
const buildsWithinMs = 45 * 60_000;

/** What was built before, or is built now from Go modules; undefined, with a line that says why, where it cannot be. */
export async function serverBinaries(say: (line: string) => void): Promise<Binaries | undefined> {
  const binaries: Binaries = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  if (Object.values(binaries).every((file: string) => existsSync(file))) return binaries;
  if (!(await runCommand('go', ['version'])).succeeded) {
    say('There is no Go: Temporal runs as the development server.');
    return undefined;
  }
  say(`Building Temporal ${version} from Go modules (about 8 minutes, once) …`);
  await mkdir(folder, { recursive: true });
  for (const name of Object.values(packages)) {
    const { succeeded, printed } = await runCommand('go', ['install', `${name}@${version}`], {
      environment: { ...process.env, GOBIN: folder },
      timeoutMs: buildsWithinMs,
    });
    if (succeeded) continue;
    say(`It could not be built, so Temporal runs as the development server:\n${lastLine(printed)}`);
    return undefined;
  }
  return binaries;
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
