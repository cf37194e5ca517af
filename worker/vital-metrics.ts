import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, Registry } from 'prom-client';
import type { VitalSigns } from '../db/vital-signs.ts';

type Row = readonly [labels: Readonly<Record<string, string | number>>, value: number];

interface Shown {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly rows: (signs: VitalSigns) => readonly Row[];
}

const alone = (value: number): readonly Row[] => [[{}, value]];

/** What the database says, of all processes together. Labels are words of ours and of the catalogue, never ids. */
const shown: readonly Shown[] = [
  {
    name: 'hayot_open_routes',
    help: 'Open routes by life event and health.',
    labels: ['lifeEvent', 'health'],
    rows: ({ routes }) => routes.map(({ lifeEvent, health, open }) => [{ lifeEvent, health }, open]),
  },
  {
    name: 'hayot_waiting_routes',
    help: 'Open routes that have a step with this agency, by the status of the step.',
    labels: ['agency', 'status'],
    rows: ({ steps }) => steps.map(({ agency, status, routes }) => [{ agency, status }, routes]),
  },
  {
    name: 'hayot_late_steps',
    help: 'Open steps beyond their legal term, by agency and status.',
    labels: ['agency', 'status'],
    rows: ({ steps }) => steps.map(({ agency, status, late }) => [{ agency, status }, late]),
  },
  {
    name: 'hayot_steps_to_be_late',
    help: 'Open steps whose legal term ends in a time for which their agency has said that it cannot be reached.',
    labels: ['agency', 'status'],
    rows: ({ steps }) => steps.map(({ agency, status, toBeLate }) => [{ agency, status }, toBeLate]),
  },
  {
    name: 'hayot_routes_stuck_by_fault',
    help: 'Open routes that cannot go on by a fault of ours, by fault.',
    labels: ['fault'],
    rows: ({ faults }) => faults.map(({ fault, open }) => [{ fault }, open]),
  },
  {
    name: 'hayot_breaker_open',
    help: '1 where the breaker of an agency is open: it is down, and only one call at a time tries it.',
    labels: ['agency'],
    rows: ({ breakers }) => breakers.map(({ agency, isOpen }) => [{ agency }, isOpen ? 1 : 0]),
  },
  {
    name: 'hayot_open_tasks',
    help: 'Open tasks by kind and level (1 officer, 2 head, 3 daily list).',
    labels: ['kind', 'level'],
    rows: ({ tasks }) => tasks.map(({ kind, level, open }) => [{ kind, level }, open]),
  },
  {
    name: 'hayot_oldest_unstarted_seconds',
    help: 'Age of the oldest accepted route that Temporal does not have; 0 where none waits.',
    labels: [],
    rows: ({ ages }) => alone(ages.unstarted),
  },
  {
    name: 'hayot_oldest_untold_callback_seconds',
    help: 'Age of the oldest callback that its route was not told of; 0 where none waits.',
    labels: [],
    rows: ({ ages }) => alone(ages.untold),
  },
  {
    name: 'hayot_oldest_unmatched_callback_seconds',
    help: 'Age of the oldest callback that belongs to no step (yet); 0 where none waits.',
    labels: [],
    rows: ({ ages }) => alone(ages.unmatched),
  },
  {
    name: 'hayot_unmatched_callbacks',
    help: 'Callbacks that belong to no step and are kept: tried for a day, then given up, then deleted.',
    labels: ['agency'],
    rows: ({ unmatched }) => unmatched.map(({ agency, tried, givenUp }) => [{ agency }, tried + givenUp]),
  },
  {
    name: 'hayot_oldest_operation_seconds',
    help: 'Age of the oldest operation of an officer that is not done; 0 where none is under way.',
    labels: [],
    rows: ({ ages }) => alone(ages.operation),
  },
  {
    name: 'hayot_oldest_unkept_history_seconds',
    help: 'For how long the history of the route that closed first lies in Temporal only; 0 where all are kept.',
    labels: [],
    rows: ({ ages }) => alone(ages.unkept),
  },
  {
    name: 'hayot_webhook_oldest_undelivered_seconds',
    help: 'Age of the oldest news that its webhook has not taken; 0 where none waits.',
    labels: [],
    rows: ({ ages }) => alone(ages.undelivered),
  },
];

/** Who counts must not be in the way of those who work: for each second that it takes, the database rests so many. */
const restsFor = 20;
/** The alert on a database that is away waits for twice as long. */
const longestRestMs = 60_000;
/** Whoever looks at the page waits no longer: a slow database must not hide what else stands there. */
const patienceMs = 2_000;

/**
 * Text for Prometheus of what `ask` says, asked at most once in `everyMs`, and more seldom where it takes long. While it
 * does not answer the last numbers stay, and `hayot_asked_timestamp_seconds` says how old they are.
 */
export function createVitalMetrics(ask: () => Promise<VitalSigns>, everyMs = 5_000): () => Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  const gauges = shown.map(({ name, help, labels, rows }) => {
    const gauge = new Gauge({ name, help, registers, labelNames: labels });
    return (signs: VitalSigns) => {
      gauge.reset();
      for (const [labels, value] of rows(signs)) gauge.set(labels, value);
    };
  });
  const asked = new Gauge({
    name: 'hayot_asked_timestamp_seconds',
    help: 'When the database was last asked for the numbers beside this one, as seconds since 1970.',
    registers,
  });
  let nextAt = 0;
  let asking: Promise<void> | undefined;
  const askAgain = async () => {
    const began = Date.now();
    const signs = await ask().catch(() => undefined);
    const restMs = Math.min((Date.now() - began) * restsFor, longestRestMs);
    nextAt = Date.now() + Math.max(restMs, everyMs);
    asking = undefined;
    if (signs === undefined) return;
    for (const show of gauges) show(signs);
    asked.setToCurrentTime();
  };
  return async () => {
    if (Date.now() >= nextAt) asking ??= askAgain();
    await Promise.race([asking, sleep(patienceMs, undefined, { ref: false })]);
    return registry.metrics();
  };
}
