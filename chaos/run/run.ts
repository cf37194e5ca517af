import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadCatalogue } from '../../catalogue/load.ts';
import { connect, type Database } from '../../db/client.ts';
import { longestUnkeptSeconds } from '../../db/histories.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { root } from '../../scripts/environment/folders.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { claimRun } from '../../scripts/environment/run-record.ts';
import { judgeHistories } from '../checks/histories.ts';
import { isQuiet } from '../checks/closed-or-waiting.ts';
import { weather } from '../faults/agencies.ts';
import { storm } from '../faults/storm.ts';
import { trouble } from '../faults/wires.ts';
import { readRows, type Rows } from '../look/rows.ts';
import type { ChaosSettings } from '../settings.ts';
import { type Stack, startStack } from '../stack/start-stack.ts';
import { type Diary, openDiary } from './diary.ts';
import { judge } from './judge.ts';
import { lastWaves } from './last-waves.ts';
import { count, countHurts, type Report } from './report.ts';
import { Town } from './town.ts';

type Say = (line: string) => void;

interface Run {
  readonly settings: ChaosSettings;
  readonly say: Say;
  readonly stack: Stack;
  readonly town: Town;
  readonly diary: Diary;
  readonly catalogue: Catalogue;
  readonly db: Database;
  /** By `performance.now()`: when it must be over. */
  readonly endsAt: number;
}

/** Share of the time for the storm; the rest is for what follows it. Few routes need less. */
const stormShare = 0.7;
const beginMs = 10_000;
const perRouteMs = 1_000;
/** Of the run's time, for replaying and comparing the history of each route. */
const judgingPerRouteMs = 110;
/** For the last waves, and what is left to be done after them. */
const wavesMs = 75_000;
/** A run whose processes do not get well again is ended so long after its time. */
const graceMinutes = 10;
/** Long enough for all to be well in between. */
const wiresEveryMs = 5_000;

/** Carries a run to its end, or on to it. `told` aborts it: it can be resumed. Processes that it started are ended. */
export async function runChaos(settings: ChaosSettings, say: Say, told: AbortSignal): Promise<Report> {
  const began = performance.now();
  const { folder, seed } = settings;
  const record = await claimRun({ file: join(folder, 'running.json'), address: folder, say });
  const diary = await openDiary(folder);
  diary.note({ did: 'start' });
  const born = record.add.bind(record);
  const stack = await startStack({ folder, seed, born, say });
  say(`All is up after ${seconds(began)} s. Logs and databases: ${folder}`);
  const catalogue = await loadCatalogue(catalogueFolders);
  const db = connect(stack.databaseUrl, { connections: 4, connectMs: 2_000, statementMs: 20_000 });
  const town = new Town(stack, { settings, diary, catalogue });
  const endsAt = began + settings.minutes * 60_000;
  const run: Run = { settings, say, stack, town, diary, catalogue, db, endsAt };
  const telling = setInterval(() => {
    say(progress(run, began));
  }, 10_000);
  try {
    return await Promise.race([carry(run, began), whenTold(told), overdue(settings)]);
  } finally {
    clearInterval(telling);
    await town.leave();
    await Promise.all([db.close(), diary.settled()]);
    await stack.stop();
    record.release();
  }
}

/** Ours, and the one of chaos. */
const catalogueFolders = ['catalogue/uz', 'chaos/catalogue'].map((name) => join(root, name));

async function carry(run: Run, began: number): Promise<Report> {
  const { settings, town, diary, stack, db, say } = run;
  const size = Math.min(30, Math.max(3, Math.ceil(settings.routes / 20)));
  const from = settings.routes + (diary.starts() - 1) * 2 * size;
  await throughStorm(run, from);
  say(
    'The storm is over. Fresh routes, then all workers are killed at once; then the same with the servers.',
  );
  const calmBy = judgedFrom(run, from + 2 * size) - wavesMs;
  const measured = await lastWaves({ stack, town, diary, db, from, size, calmBy });
  const rows = await untilQuiet(run);
  const verdicts = [
    ...(await judge({ ...run, rows, measured, lost: stack.lost })),
    ...(await judgeHistories({
      ...{ db, address: stack.temporal, bundle: stack.bundle },
      routes: rows.routes.map(({ id }) => id),
    })),
  ];
  const report: Report = {
    settings,
    seconds: (performance.now() - began) / 1000,
    faults: countHurts(diary.hurts()),
    wires: count(
      diary.lines.flatMap((line) =>
        line.did === 'trouble' ? [`${line.trouble.between} ${line.trouble.how}`] : [],
      ),
    ),
    misbehaviour: count(diary.lines.flatMap((line) => (line.did === 'misbehave' ? [line.mode] : []))),
    requests: town.portal.fared,
    verdicts,
    holds: verdicts.every(({ violations }) => violations.length === 0),
  };
  await writeFile(join(settings.folder, 'report.json'), JSON.stringify(report, null, 2));
  return report;
}

/** Routes are started and everything is hurt, until all are in and it was enough, or the storm's time is over. */
async function throughStorm(run: Run, routes: number): Promise<void> {
  const { settings, stack, town, diary } = run;
  const { seed, kills } = settings;
  const stormMs = Math.min(settings.minutes * 60_000 * stormShare, beginMs + routes * perRouteMs);
  const enough = new AbortController();
  const allIn = town.start(0, routes, (stormMs * 0.7) / routes);
  const done = new AbortController();
  const timer = setTimeout(() => {
    enough.abort();
  }, stormMs);
  void allIn.then(() => {
    done.abort();
  });
  const check = setInterval(() => {
    if (done.signal.aborted && diary.kills() >= kills) enough.abort();
  }, 200);
  // About three of four faults are kills; they are through when all routes are in, or soon after.
  const everyMs = (stormMs * 0.45) / kills;
  await Promise.all([
    storm({
      ...{ members: stack.members, seed, skip: diary.hurts().length, everyMs, enough: enough.signal },
      done: (hurt) => {
        diary.note({ did: 'hurt', hurt });
      },
    }),
    ...around(run, { enough: enough.signal, weatherEveryMs: Math.max(300, stormMs / (2 * routes)) }),
  ]);
  clearTimeout(timer);
  clearInterval(check);
  await allIn;
}

/** What goes wrong between the processes, and at agencies. */
function around(
  { settings, stack, diary, catalogue }: Run,
  { enough, weatherEveryMs }: { readonly enough: AbortSignal; readonly weatherEveryMs: number },
): readonly Promise<void>[] {
  const seed = `${settings.seed}/${diary.starts()}`;
  return [
    trouble({
      ...{ wire: stack.wire, seed, enough, everyMs: wiresEveryMs },
      done: (one) => {
        diary.note({ did: 'trouble', trouble: one });
      },
    }),
    weather({
      ...{ catalogue, simulator: stack.simulator, seed, enough, everyMs: weatherEveryMs },
      done: ({ mode }) => {
        diary.note({ did: 'misbehave', mode });
      },
    }),
  ];
}

/** Until nothing moves any more, at the longest until the time comes for judging. */
async function untilQuiet(run: Run): Promise<Rows> {
  const { town, db } = run;
  for (;;) {
    const rows = await readRows(db);
    const isOver = isQuiet({ accepted: town.accepted, rows }) && (await allCallbacksIn(town));
    // Until then rows may be what a lost workflow task wrote.
    if (isOver && (await longestUnkeptSeconds(db.orm)) === 0) return readRows(db);
    if (performance.now() > judgedFrom(run, rows.routes.length)) return rows;
    await sleep(1_000);
  }
}

const judgedFrom = ({ endsAt }: Run, routes: number): number => endsAt - routes * judgingPerRouteMs;

async function allCallbacksIn({ oracle }: Town): Promise<boolean> {
  return (await oracle.callbacks()).callbacks.every(({ delivered }) => delivered);
}

function progress({ settings, town, diary }: Run, began: number): string {
  const { accepted, closed } = town;
  return (
    `${seconds(began)} s: ${accepted.size} of ${settings.routes} routes accepted, ${closed} closed; ` +
    `${diary.kills()} of ${settings.kills} kills, ${diary.hurts().length} faults`
  );
}

const seconds = (began: number): string => ((performance.now() - began) / 1000).toFixed(0);

function whenTold(told: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => {
      reject(new PlainError('The run was ended before its end.'));
    };
    if (told.aborted) end();
    else told.addEventListener('abort', end);
  });
}

async function overdue({ minutes, folder }: ChaosSettings): Promise<never> {
  await sleep((minutes + graceMinutes) * 60_000, undefined, { ref: false });
  throw new PlainError(
    `The run has not come to its end within ${minutes + graceMinutes} minutes. Look in ${folder}: *.log says which process did not get well again.`,
  );
}

/** Removes databases and logs of a run that has nothing more to tell; its report stays. */
export async function tidy({ folder }: ChaosSettings): Promise<void> {
  const left = [
    'postgres',
    'temporal.db',
    'temporal.db-shm',
    'temporal.db-wal',
    'simulator',
    'histories',
    'diary.jsonl',
    'run.json',
  ];
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
