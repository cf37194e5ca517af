import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuBetween, cpuByKind, type CpuMs } from '../measure/cpu.ts';
import { countsAreInAfterMs, readTraffic } from '../measure/traffic.ts';
import type { Field, Ready } from '../run/field.ts';
import { inLanes } from '../run/in-lanes.ts';

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

const inFlight = 20;
const settleMs = 5_000;

/** Starts child births of mothers who are not known: they wait until somebody has come to the registry in person. */
export async function measureWaiting(field: Field, { running }: Ready, routes: number): Promise<Waiting> {
  const { calls } = running;
  if (calls === undefined) throw new Error('Only Hayot has routes that wait for people.');
  await field.agency.set({ latencyMs: 0, seed: 'waiting' });
  const before = await standing(field, running);
  const start = () => calls.startWaiting();
  // The first one loads what all need.
  await start();
  const [first, sizes] = [residentBytes(running), await sizesOf(field)];
  await inLanes(routes, { atOnce: inFlight, act: start });
  await sleep(settleMs);
  const grown = residentBytes(running) - first;
  const stored = Object.entries(await sizesOf(field)).map(([name, bytes]): [string, number] => [
    name,
    (bytes - (sizes[name] ?? 0)) / routes,
  ]);
  const after = await standing(field, running);
  await field.agency.forget();
  return {
    ...{ routes, workerBytesPerRoute: grown / routes, before, with: after },
    storedBytesPerRoute: Object.fromEntries(stored.filter(([, bytes]) => bytes > 0)),
  };
}

/** By the second, over as long as PostgreSQL needs to tell its counts. */
async function standing({ database }: Field, running: Ready['running']): Promise<Standing> {
  await sleep(countsAreInAfterMs);
  const [cpu, traffic, began] = [
    cpuByKind(running.processes),
    await readTraffic(database),
    performance.now(),
  ];
  await sleep(countsAreInAfterMs);
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
