import { setTimeout as sleep } from 'node:timers/promises';
import { graphs } from '../graphs.ts';
import { type CpuMs, cpuBetween, cpuByKind } from '../measure/cpu.ts';
import { type HistorySize, historySize } from '../measure/history.ts';
import {
  countsAreInAfterMs,
  nothing,
  perUnit,
  readTraffic,
  type Traffic,
  trafficBetween,
} from '../measure/traffic.ts';
import type { Field, Ready } from './field.ts';
import { inLanes } from './in-lanes.ts';

/** What one route of the chain of 8 leaves behind, by count. */
export interface Counted extends Traffic {
  readonly subject: string;
  readonly routes: number;
  /** In Temporal; null where it is not used. */
  readonly history: HistorySize | null;
}

/** What happens with nothing under way, by the second: subjects that wait ask again and again whether there is work. */
export interface Idle {
  readonly traffic: Traffic;
  /** Of the servers that several subjects share: Temporal's (`server`) and PostgreSQL (`database`). */
  readonly cpuMs: CpuMs;
}

export interface Counting {
  readonly idle: (idle: Idle) => Promise<void>;
  readonly counted: (one: Counted) => Promise<void>;
}

const routes = 40;
/** Few at a time: what a lone route costs is counted, not what many can share. */
const inFlight = 2;

/**
 * Carries some routes of each subject while all others stand still, and waits until PostgreSQL has told what it did.
 * What happens anyhow is counted first, with nothing under way, and taken away.
 */
export async function countAll(field: Field, { idle: idled, counted }: Counting): Promise<void> {
  const { agency } = field;
  await agency.set({ latencyMs: 0, seed: 'counts' });
  await sleep(countsAreInAfterMs);
  const [first, standing] = [await look(field), cpuByKind(shared(field))];
  await sleep(countsAreInAfterMs);
  let before = await look(field);
  const seconds = (before.at - first.at) / 1_000;
  const idle = perUnit(trafficBetween([first, before], { ms: 0, idle: nothing }), seconds * 1_000);
  const cpu = Object.entries(cpuBetween(standing, cpuByKind(shared(field))));
  await idled({
    traffic: perUnit(idle, 1 / 1_000),
    cpuMs: Object.fromEntries(cpu.map(([kind, ms]) => [kind, ms / seconds])),
  });
  for (const ready of field.ready) {
    const history = await carry(ready, field);
    await sleep(countsAreInAfterMs);
    const after = await look(field);
    const traffic = trafficBetween([before, after], { ms: after.at - before.at, idle });
    await counted({ subject: ready.id, routes, history, ...perUnit(traffic, routes) });
    before = after;
  }
  await agency.forget();
}

async function look({ database }: Field): Promise<Traffic & { readonly at: number }> {
  return { ...(await readTraffic(database)), at: performance.now() };
}

const shared = ({ stand }: Field) =>
  [
    { kind: 'server', pid: stand.temporal.pid },
    { kind: 'database', pid: stand.postgres.pid },
  ] as const;

/** The history is that of the last route. */
async function carry(
  { running, nextKey, hasHistories }: Ready,
  { temporal }: Pick<Field, 'temporal'>,
): Promise<HistorySize | null> {
  let last = '';
  const act = async () => {
    const key = nextKey();
    await running.run(graphs['chain-8'], key);
    last = key;
  };
  await inLanes(routes, { atOnce: inFlight, act });
  return hasHistories ? historySize(temporal, running.workflowId?.(last) ?? last) : null;
}
