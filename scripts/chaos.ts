import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command, InvalidArgumentError } from 'commander';
import { keepSettings, keptSettings } from '../chaos/run/diary.ts';
import { inWords } from '../chaos/run/report.ts';
import { runChaos, tidy } from '../chaos/run/run.ts';
import { type ChaosSettings, usualKills, usualMinutes } from '../chaos/settings.ts';
import { openFolder } from './environment/folders.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { toldToEnd } from './environment/told-to-end.ts';

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

// Histories are replayed in this process: what the SDK says of that is told by the report.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

/** `npm run chaos`: see docs/chaos.md. Ends with 0 where all holds, with 1 where something does not. */
process.exit(await main());

async function main(): Promise<number> {
  const told = toldToEnd();
  let settings: ChaosSettings | undefined;
  try {
    const { resume, keep, ...given } = readArguments();
    settings = resume === undefined ? await newRun(given) : await keptSettings(resolve(resume));
    const report = await runChaos(settings, say, told);
    say(inWords(report));
    if (report.holds && !keep) await tidy(settings);
    return report.holds ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    if (settings !== undefined) say(`Go on with it: npm run chaos -- --resume ${settings.folder}`);
    return 1;
  }
}

interface Given {
  readonly routes: number;
  readonly seed: string;
  readonly minutes: number | undefined;
  readonly kills: number | undefined;
  readonly folder: string | undefined;
}

function readArguments() {
  return new Command('npm run chaos --')
    .description('Hurts a Hayot of its own on purpose, and judges what became of its routes (docs/chaos.md).')
    .option('--routes <number>', 'routes to start', whole, 300)
    .option('--seed <text>', 'chooses people, their ways, all faults and their order', '1')
    .option('--minutes <number>', 'the run ends by then; left out, as the routes need', whole)
    .option('--kills <number>', 'processes to be ended; left out, one for five routes', whole)
    .option('--folder <path>', 'everything of the run; left out, a new one under the temp directory')
    .option('--resume <folder>', 'goes on with the run in this folder')
    .option('--keep', 'keeps databases and logs of a run that held', false)
    .parse()
    .opts<Given & { readonly resume: string | undefined; readonly keep: boolean }>();
}

function whole(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 100000.');
}

async function newRun({ routes, seed, minutes, kills, folder }: Given): Promise<ChaosSettings> {
  const settings: ChaosSettings = {
    ...{ routes, seed, minutes: minutes ?? usualMinutes(routes), kills: kills ?? usualKills(routes) },
    folder: folder ?? (await mkdtemp(join(openFolder, 'hayot-chaos-'))),
    today: new Date().toISOString().slice(0, 10),
  };
  await keepSettings(settings);
  return settings;
}
