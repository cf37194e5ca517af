import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measureAlone } from '../alone/alone.ts';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { claimRun } from '../../scripts/environment/run-record.ts';
import { circumstances } from '../measure/machine.ts';
import { graphs } from '../graphs.ts';
import { countAll } from './counts.ts';
import { inLanes } from './in-lanes.ts';
import { killAll } from './kills.ts';
import { type OpenField, openField } from './open-field.ts';
import { cellName, roundOf, type Slice, sliceName } from './plan.ts';
import { openResults, type Results } from './results.ts';
import type { BenchSettings } from './settings.ts';
import { type Length, measureSlice } from './slice.ts';

type Say = (line: string) => void;

interface Run {
  readonly settings: BenchSettings;
  readonly say: Say;
  readonly told: AbortSignal;
  readonly field: OpenField;
  readonly results: Results;
  /** By `performance.now()`: no slice begins after it. */
  readonly endsAt: number;
}

/** Left of a run's time for the last slice, the report, and the end of all processes. */
const endMs = 15_000;
/** A run that hangs is ended so long after its time. */
const graceMinutes = 5;

/**
 * Measures until its time is over, or on to that. `told` ends it at once: it can be resumed, and gives what it has.
 * Processes that it started are ended.
 */
export async function runBench(settings: BenchSettings, say: Say, told: AbortSignal): Promise<Results> {
  const began = performance.now();
  const { folder } = settings;
  const record = await claimRun({ file: join(folder, 'running.json'), address: folder, say });
  const results = await openResults(folder);
  const field = await openField(settings, { born: record.add.bind(record), say });
  const endsAt = began + settings.minutes * 60_000 - endMs;
  const telling = setInterval(() => {
    say(progress(results, began));
  }, 10_000);
  try {
    say(
      `All is up after ${seconds(began)} s: ${field.ready.map(({ id }) => id).join(', ')}. Logs: ${folder}`,
    );
    const measuring = measureAll({ settings, say, told, field, results, endsAt });
    await Promise.race([measuring, overdue(settings), whenTold(told)]);
    return results;
  } finally {
    clearInterval(telling);
    await field.close();
    record.release();
  }
}

/** What an earlier part of the run has measured is not measured again. */
async function measureAll(run: Run): Promise<void> {
  const { settings, say, field, results } = run;
  const around = await circumstances(settings.folder, field);
  await results.note({ is: 'start', circumstances: around, temporalOn: field.temporalOn });
  const unkilled = without(
    field,
    results.of('kill').map(({ killed }) => killed.subject),
  );
  if (unkilled.ready.length > 0) {
    say('Workers are killed, all once.');
    await killAll(unkilled, (killed) => results.note({ is: 'kill', killed }));
  }
  await warmUp(run);
  const uncounted = without(
    field,
    results.of('counts').map(({ counted }) => counted.subject),
  );
  if (uncounted.ready.length > 0) {
    say('Counting what one route leaves behind, of each subject alone.');
    await countAll(uncounted, {
      idle: (idle) => results.note({ is: 'idle', idle }),
      counted: (counted) => results.note({ is: 'counts', counted }),
    });
  }
  say('What only Hayot is asked: calls of its API, replays, routes that wait.');
  await measureAlone(field, results, settings);
  await measureSlices(run);
}

function without(field: OpenField, subjects: readonly string[]): OpenField {
  return { ...field, ready: field.ready.filter(({ id }) => !subjects.includes(id)) };
}

const warmRoutes = 24;
const warmInFlight = 8;

/** Node compiles what runs often, and pools open their connections. */
async function warmUp({ field }: Run): Promise<void> {
  await field.agency.set({ latencyMs: 0, seed: 'warm' });
  for (const { running, nextKey } of field.ready) {
    const act = () => running.run(graphs['chain-8'], nextKey());
    await inLanes(warmRoutes, { atOnce: warmInFlight, act });
  }
  await field.agency.forget();
}

const lengths: Readonly<Record<'usual' | 'full', Length>> = {
  usual: { ms: 1_500, routesInARow: 2 },
  full: { ms: 3_000, routesInARow: 3 },
};

async function measureSlices({ settings, told, field, results, endsAt }: Run): Promise<void> {
  const measured = new Set(results.of('slice').map((line) => sliceName(line.measured)));
  const length = lengths[settings.full ? 'full' : 'usual'];
  const opened = field.ready.map(({ id }) => id);
  for (let round = 0; ; round++) {
    const slices = roundOf({ ...settings, subjects: opened }, round);
    if (slices.length === 0) return;
    for (const slice of slices.filter((one) => !measured.has(sliceName(one)))) {
      if (told.aborted || performance.now() > endsAt) return;
      const ready = field.ready.find(({ id }) => id === slice.subject);
      if (ready === undefined) continue;
      const given = { ready, agency: field.agency, seed: seedOf(settings, slice), length };
      await results.note({ is: 'slice', measured: await measureSlice(slice, given) });
    }
  }
}

/** Agencies take the same time for all subjects of a round and cell. */
const seedOf = ({ seed }: BenchSettings, { round, cell }: Slice): string =>
  `${seed}/${round}/${cellName(cell)}`;

function progress(results: Results, began: number): string {
  const last = results.of('slice').at(-1)?.measured;
  const now = last === undefined ? 'getting ready' : `round ${last.round + 1}, ${sliceName(last)}`;
  return `${seconds(began)} s: ${results.of('slice').length} slices measured; ${now}`;
}

const seconds = (began: number): string => ((performance.now() - began) / 1_000).toFixed(0);

function whenTold(told: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      resolve();
    };
    if (told.aborted) end();
    else told.addEventListener('abort', end);
  });
}

async function overdue({ minutes, folder }: BenchSettings): Promise<never> {
  const longest = minutes + graceMinutes;
  await sleep(longest * 60_000, undefined, { ref: false });
  throw new PlainError(
    `The bench has not come to its end within ${longest} minutes. Look in ${folder}: *.log.`,
  );
}
