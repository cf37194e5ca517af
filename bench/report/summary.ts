import type { CpuMs } from '../measure/cpu.ts';
import type { Idle } from '../run/counts.ts';
import { type Cell, cellName } from '../run/plan.ts';
import type { Measured } from '../run/slice.ts';
import { median, percentile } from '../stats/percentile.ts';
import type { Kind } from '../subjects/subject.ts';

/** What one slice says, in the numbers that are compared. */
export interface Figures {
  readonly routesPerSecond: number;
  /** In all processes of the subject. */
  readonly cpuMsPerRoute: number;
  readonly overheadP50: number;
}

/** One subject in one cell, over all rounds. */
export interface CellSummary {
  readonly subject: string;
  readonly cell: Cell;
  readonly slices: number;
  readonly routes: number;
  /** Milliseconds a route takes beyond the agencies' own time. */
  readonly overheadMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** Of the slices, the one in the middle. */
  readonly routesPerSecond: number;
  readonly routesPerCpuSecond: number;
  /** Of one route, by what a process does. */
  readonly cpuMs: CpuMs;
}

/** A slice without what the shared servers use when nothing is under way. */
export function withoutIdle(measured: Measured, idle: Idle | undefined, usesTemporal: boolean): Measured {
  const idleMs: CpuMs = { ...idle?.cpuMs, ...(usesTemporal ? {} : { server: 0 }) };
  const kinds = Object.entries(measured.cpuMs) as [Kind, number][];
  const seconds = measured.ms / 1_000;
  const own = kinds.map(([kind, ms]) => [kind, Math.max(0, ms - (idleMs[kind] ?? 0) * seconds)] as const);
  return { ...measured, cpuMs: Object.fromEntries(own) };
}

export function figuresOf({ routes, ms, overheadsMs, cpuMs }: Measured): Figures {
  return {
    routesPerSecond: (routes * 1_000) / ms,
    cpuMsPerRoute: sum(Object.values(cpuMs)) / routes,
    overheadP50: percentile(overheadsMs, 50),
  };
}

/** Slices by subject and cell, in the order in which they first come; what was measured again counts too. */
export function summarise(slices: readonly Measured[]): CellSummary[] {
  const groups = Map.groupBy(slices, ({ subject, cell }) => `${subject} ${cellName(cell)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [summaryOf(first, group)];
  });
}

function summaryOf({ subject, cell }: Measured, group: readonly Measured[]): CellSummary {
  const routes = sum(group.map((slice) => slice.routes));
  const overheads = group.flatMap(({ overheadsMs }) => overheadsMs);
  const cpuMs: Partial<Record<Kind, number>> = {};
  for (const slice of group)
    for (const [kind, ms] of Object.entries(slice.cpuMs) as [Kind, number][])
      cpuMs[kind] = (cpuMs[kind] ?? 0) + ms / routes;
  const [p50, p95, p99] = [50, 95, 99].map((percent) => percentile(overheads, percent));
  return {
    ...{ subject, cell, slices: group.length, routes, cpuMs },
    overheadMs: { p50: p50 ?? Number.NaN, p95: p95 ?? Number.NaN, p99: p99 ?? Number.NaN },
    routesPerSecond: median(group.map((slice) => figuresOf(slice).routesPerSecond)),
    routesPerCpuSecond: 1_000 / sum(Object.values(cpuMs)),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
