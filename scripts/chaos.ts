import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { keepSettings, keptSettings } from '../chaos/run/diary.ts';
import { inWords } from '../chaos/run/report.ts';
import { runChaos, tidy } from '../chaos/run/run.ts';
import { type ChaosSettings, usualKills } from '../chaos/settings.ts';
import { openFolder } from './environment/folders.ts';
import { PlainError } from './environment/plain-error.ts';
import { sentenceFor } from './environment/sentence-for.ts';

const usage =
  'npm run chaos -- --routes N --seed S [--minutes M] [--kills K] [--folder F] [--keep], or npm run chaos -- --resume FOLDER';

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
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      told.abort();
    });
  let settings: ChaosSettings | undefined;
  try {
    const { resume, keep, ...given } = readArguments();
    settings = resume === undefined ? await newRun(given) : await keptSettings(resolve(resume));
    const report = await runChaos(settings, say, told.signal);
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
  readonly minutes: number;
  readonly kills: number;
  readonly folder: string | undefined;
}

function readArguments(): Given & { readonly resume: string | undefined; readonly keep: boolean } {
  const { values } = parseArgs({
    options: {
      routes: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      kills: { type: 'string' },
      folder: { type: 'string' },
      resume: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const routes = whole('routes', values.routes);
  const minutes =
    values.minutes === undefined ? Math.max(2, Math.ceil(routes / 37)) : whole('minutes', values.minutes);
  const kills = values.kills === undefined ? usualKills(routes) : whole('kills', values.kills);
  return {
    routes,
    seed: values.seed,
    minutes,
    kills,
    resume: values.resume,
    keep: values.keep,
    folder: values.folder,
  };
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new PlainError(`--${name} must be a whole number from 1. ${usage}`);
}

async function newRun(given: Given): Promise<ChaosSettings> {
  const folder = given.folder ?? (await mkdtemp(join(openFolder, 'hayot-chaos-')));
  const today = new Date().toISOString().slice(0, 10);
  const settings = { ...given, folder, today };
  await keepSettings(settings);
  return settings;
}
