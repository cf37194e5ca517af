import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './environment/commands.ts';
import { readSettings, type Settings } from './environment/config.ts';
import { dataFolder, root } from './environment/folders.ts';
import { PlainError } from './environment/plain-error.ts';
import { installedBinaries } from './environment/postgres-binaries.ts';
import { livingRun } from './environment/run-record.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { demandPorts } from './environment/start-ports.ts';
import { temporalCommand } from './environment/temporal-binary.ts';
import { temporalAnswers } from './environment/temporal-server.ts';

/** `npm run doctor`: looks at everything that npm start needs and says what is missing, each with its remedy. */
interface Look {
  readonly name: string;
  /** Resolves to what was found; throws a plain sentence with the remedy. */
  readonly look: () => Promise<string>;
}

const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};
const settings = readSettings();
const looks: readonly Look[] = [
  { name: 'Node', look: () => Promise.resolve(process.version) },
  { name: 'This folder', look: () => writable(root) },
  { name: 'PostgreSQL', look: () => postgres(settings) },
  { name: 'Temporal', look: () => temporal(settings) },
  { name: 'Ports', look: () => ports(settings) },
];

let faults = 0;
for (const { name, look } of looks) {
  try {
    print(`✔ ${name}: ${await look()}`);
  } catch (error) {
    faults += 1;
    print(`✘ ${name}: ${sentenceFor(error)}`);
  }
}
print(faults === 0 ? 'Nothing is missing.' : `${faults} of ${looks.length} need mending.`);
process.exitCode = faults === 0 ? 0 : 1;

async function writable(folder: string): Promise<string> {
  await access(folder, constants.W_OK).catch(() => {
    throw new PlainError(`${folder} cannot be written to. Run this as its owner.`);
  });
  return 'can be written to';
}

async function postgres({ given }: Settings): Promise<string> {
  if (given.database !== undefined) return 'yours, as DATABASE_URL says';
  const { succeeded, printed } = await runCommand(join(await installedBinaries(), 'bin/postgres'), [
    '--version',
  ]);
  if (succeeded) return printed;
  throw new PlainError(
    `it came with npm but does not run here: ${printed}. Start your own and set DATABASE_URL.`,
  );
}

async function temporal({ given }: Settings): Promise<string> {
  if (given.temporal === undefined) return (await temporalCommand(print)).command;
  if (await temporalAnswers(given.temporal, 5_000)) return 'yours, as TEMPORAL_ADDRESS says';
  throw new PlainError('none answers where TEMPORAL_ADDRESS says. Start it, or leave TEMPORAL_ADDRESS out.');
}

async function ports(all: Settings): Promise<string> {
  const living = livingRun(join(dataFolder, 'running.json'));
  if (living !== undefined) return `in use by the Hayot that runs here (${living})`;
  await demandPorts(all);
  return 'all free';
}
