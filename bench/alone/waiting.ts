import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PlainError } from '../../scripts/environment/plain-error.ts';
import { cpuBetween, cpuByKind, type CpuMs } from '../measure/cpu.ts';
import { countsAreInAfterMs, readTraffic } from '../measure/traffic.ts';
import type { Field, Ready } from '../run/field.ts';
import { inLanes } from '../run/in-lanes.ts';
import { databaseOf } from '../subjects/served-worker.ts';

/** What routes cost that wait for a person, and for nothing else. */
export interface Waiting {
  readonly routes: number;
  /** Memory of the worker by the route, in bytes, as the system has it: without a collection of garbage before. */
  readonly workerBytesPerRoute: number;
  /** What one takes on disk with all indexes, in bytes, by PostgreSQL's database: those of Temporal where it is on PostgreSQL. */
  readonly storedBytesPerRoute: Readonly<Record<string, number>>;
  /** Milliseconds of CPU and transactions by the second, before there were any and with all of them waiting. */
  readonly before: Standing;
  readonly with: Standing;
}

export interface Standing {
  readonly cpuMs: CpuMs;
  readonly commits: number;
}

/** A worker is soon behind: more at a time would only be told to come again. */
const inFlight = 8;
const settleMs = 5_000;
/** PostgreSQL tidies up after so many rows, and begins with that within a minute. */
const quietAfterMs = 90_000;
/** What workers do at times, they do once a minute or more often. */
const standingMs = 60_000;
/** The API takes starts in much faster than a worker carries them to where they wait. */
const patienceMsByRoute = 1_000;

/** Starts child births of mothers who are not known: they wait until somebody has come to the registry in person. */
export async function measureWaiting(field: Field, { running }: Ready, routes: number): Promise<Waiting> {
  const { calls } = running;
  if (calls === undefined) throw new Error('Only Hayot has routes that wait for people.');
  await field.agency.set({ latencyMs: 0, seed: 'waiting' });
  const before = await standing(field, running);
  const start = () => calls.startWaiting();
  // The first one loads what all need.
  await start();
  await untilTheyWait(field, 1);
  const [first, sizes] = [residentBytes(running), await sizesOf(field)];
  await inLanes(routes, { atOnce: inFlight, act: start });
  await untilTheyWait(field, routes + 1);
  const grown = residentBytes(running) - first;
  const stored = Object.entries(await sizesOf(field)).map(([name, bytes]): [string, number] => [
    name,
    (bytes - (sizes[name] ?? 0)) / routes,
  ]);
  await sleep(quietAfterMs);
  const after = await standing(field, running);
  await field.agency.forget();
  return {
    ...{ routes, workerBytesPerRoute: grown / routes, before, with: after },
    storedBytesPerRoute: Object.fromEntries(stored.filter(([, bytes]) => bytes > 0)),
  };
}

/** Each has a task that is open, and the worker has written down all that goes with it. */
async function untilTheyWait({ stand }: Field, routes: number): Promise<void> {
  const client = new pg.Client({ connectionString: stand.postgres.url(databaseOf('hayot')) });
  await client.connect();
  const isOver = Date.now() + settleMs + routes * patienceMsByRoute;
  try {
    while ((await openTasks(client)) < routes) {
      if (Date.now() > isOver)
        throw new PlainError(`Of ${routes} routes not all have come to wait. See hayot-worker.log.`);
      await sleep(500);
    }
  } finally {
    await client.end();
  }
  await sleep(settleMs);
}

async function openTasks(client: pg.Client): Promise<number> {
  const text = 'select count(distinct route)::int as count from tasks where closed_at is null';
  const { rows } = await client.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}

/** By the second, over a minute. PostgreSQL tells its counts late. */
async function standing({ database }: Field, running: Ready['running']): Promise<Standing> {
  await sleep(countsAreInAfterMs);
  const [cpu, traffic, began] = [
    cpuByKind(running.processes),
    await readTraffic(database),
    performance.now(),
  ];
  await sleep(standingMs);
  const seconds = (performance.now() - began) / 1_000;
  const used = Object.entries(cpuBetween(cpu, cpuByKind(running.processes)));
  return {
    cpuMs: Object.fromEntries(used.map(([kind, ms]) => [kind, ms / seconds])),
    commits: ((await readTraffic(database)).commits - traffic.commits) / seconds,
  };
}

async function sizesOf({ database }: Field): Promise<Record<string, number>> {
  const { rows } = await database.query<{ name: string; bytes: string }>(
    'select datname as name, pg_database_size(datname) as bytes from pg_database',
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

function residentBytes({ processes }: Ready['running']): number {
  const worker = processes.find(({ kind }) => kind === 'worker');
  const status = readFileSync(`/proc/${worker?.pid ?? 0}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}
