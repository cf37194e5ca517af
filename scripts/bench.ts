import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command, InvalidArgumentError } from 'commander';
import { inWords } from '../bench/report/in-words.ts';
import { readProfiles } from '../bench/measure/profile.ts';
import { keepReport, nameOf } from '../bench/report/keep-report.ts';
import { keepProfiles, profilesInWords } from '../bench/report/profiles.ts';
import { type Report, reportOn } from '../bench/report/report.ts';
import { ensurePeers } from '../bench/run/ensure-peers.ts';
import { keepSettings, keptSettings } from '../bench/run/results.ts';
import { runBench } from '../bench/run/run.ts';
import type { BenchSettings } from '../bench/run/settings.ts';
import { subjects } from '../bench/subjects/index.ts';
import { serverBinaries } from '../bench/temporal/build-server.ts';
import { openFolder } from './environment/folders.ts';
import { movedData } from './environment/postgres-home.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { toldToEnd } from './environment/told-to-end.ts';

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};
const known = subjects.map(({ id }) => id);

// Workflows are bundled and replayed in this process: what the SDK says of that is of no use here.
Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

/** `npm run bench`: see docs/bench.md. Ends with 0; with 1 where it could not be carried out or an effect was lost. */
process.exit(await main());

async function main(): Promise<number> {
  const told = toldToEnd();
  let settings: BenchSettings | undefined;
  try {
    const given = readArguments();
    settings = await settingsOf(given);
    const report = await measure(settings, told);
    if (settings.full || given.keep || told.aborted) say(goOn(settings));
    else await tidy(settings);
    return report.holds ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    if (settings !== undefined) say(goOn(settings));
    return 1;
  }
}

async function measure(settings: BenchSettings, told: AbortSignal): Promise<Report> {
  // What is fetched or built once is not of the run's time.
  await ensurePeers(settings.subjects, say);
  await serverBinaries(say);
  const results = await runBench(settings, say, told);
  const report = reportOn(results, settings, new Date().toISOString().slice(0, 10));
  say(inWords(report));
  say(`Written to ${await keepReport(report)}`);
  if (settings.profile) await tellProfiles(settings, report);
  return report;
}

async function tellProfiles({ folder }: BenchSettings, report: Report): Promise<void> {
  const profiles = await readProfiles(join(folder, 'profiles'));
  say(profilesInWords(profiles));
  say(`Written to ${await keepProfiles(profiles, nameOf(report))}`);
}

function goOn({ folder }: BenchSettings): string {
  return `Go on with it: npm run bench -- --resume ${folder}`;
}

interface Given {
  readonly full: boolean;
  readonly seed: string;
  readonly minutes: number;
  readonly subjects: readonly string[];
  readonly waiting: number;
  readonly rows: number;
  readonly profile: boolean;
}

function readArguments() {
  return new Command('npm run bench --')
    .description('Measures Hayot beside its peers, all on this machine (docs/bench.md).')
    .option('--full', 'all graphs, latencies and numbers in flight: hours, in parts by --resume', false)
    .option('--seed <text>', 'chooses the order of slices and what agencies take', '1')
    .option('--minutes <number>', 'it ends by then; what is fetched or built once comes on top', minutes, 10)
    .option('--subjects <list>', `of ${known.join(',')}`, listed, known)
    .option('--waiting <number>', 'routes of Hayot that wait for a person, to see what they cost', routes, 0)
    .option(
      '--rows <number>',
      'rows of so many open routes more, to see whether one becomes dearer',
      routes,
      0,
    )
    .option('--profile', 'what workers and API are busy with, into bench/profiles; slower meanwhile', false)
    .option('--resume <folder>', 'goes on with the run in this folder, for so many minutes more')
    .option('--keep', 'keeps databases and logs', false)
    .parse()
    .opts<Given & { readonly resume: string | undefined; readonly keep: boolean }>();
}

function routes(text: string): number {
  return whole(text, 1, 1_000_000);
}

function minutes(text: string): number {
  return whole(text, 6, 1_440);
}

function whole(text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
}

function listed(text: string): readonly string[] {
  const ids = text.split(',');
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return known.filter((id) => ids.includes(id));
  throw new InvalidArgumentError(`There is no ${unknown.join(', ')}.`);
}

type Arguments = ReturnType<typeof readArguments>;

async function settingsOf({ resume, ...given }: Arguments): Promise<BenchSettings> {
  return resume === undefined ? newRun(given) : resumed(resolve(resume), given);
}

async function newRun(given: Given): Promise<BenchSettings> {
  const { full, seed, minutes: forMinutes, subjects: chosen, waiting, rows, profile } = given;
  const settings = {
    full,
    seed,
    minutes: forMinutes,
    subjects: chosen,
    waiting,
    rows,
    profile,
    folder: await mkdtemp(join(openFolder, 'hayot-bench-')),
  };
  await keepSettings(settings);
  return settings;
}

/** All but the time is as it was. */
async function resumed(folder: string, { minutes }: Given): Promise<BenchSettings> {
  return { ...(await keptSettings(folder)), minutes };
}

/** A run that is over needs only its report, which stands elsewhere. */
async function tidy({ folder }: BenchSettings): Promise<void> {
  const left = [folder, movedData(join(folder, 'postgres'))];
  await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })));
}
