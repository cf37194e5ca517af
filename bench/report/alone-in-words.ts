import type { Alone } from '../alone/alone.ts';
import type { Standing } from '../alone/waiting.ts';
import { cpuSum } from '../measure/cpu.ts';
import type { Ratio } from '../stats/ratio.ts';
import { figure, table } from './table.ts';

/** What only Hayot is asked, for people. */
export function aloneInWords(alone: readonly Alone[]): string[] {
  return alone.flatMap((one) => {
    switch (one.what) {
      case 'calls':
        return calls(one);
      case 'replays':
        return replays(one);
      case 'staleness':
        return staleness(one);
      case 'waiting':
        return waiting(one);
      case 'growth':
        return growth(one);
    }
  });
}

type Of<What extends Alone['what']> = Extract<Alone, { what: What }>;

function calls({ calls: { called, ratios } }: Of<'calls'>): string[] {
  const rows = called.map(({ what, perSecond, calls: number, p50, p99 }) => [
    what,
    ...[perSecond, number, p50, p99].map(figure),
  ]);
  return [
    ...table(['call, at a fixed rate', 'per second', 'calls', 'p50 ms', 'p99 ms'], rows),
    `p99 of a start by that of a bare insert: ${inText(ratios.start)}; the target is at most 3`,
    `p99 of a status by that of a bare read: ${inText(ratios.status)}; the target is at most 1.5`,
  ];
}

const replays = ({ replays: { histories, perSecond, perCpuSecond, differ } }: Of<'replays'>): string[] => [
  `Replayed ${histories} histories of a chain of 8: ${figure(perSecond)} a second, ${figure(perCpuSecond)} for a second of CPU; ${differ} differ. The target is at least 100.`,
];

const staleness = ({ staleness: { steps, p50, p99 } }: Of<'staleness'>): string[] => [
  `From the commit of a step until a portal that waits for news has it: p50 ${figure(p50)} ms, p99 ${figure(p99)} ms (${steps} steps).`,
];

function waiting({ waiting: waited }: Of<'waiting'>): string[] {
  const { routes, workerBytesPerRoute, storedBytesPerRoute, before, with: after } = waited;
  const stored = Object.entries(storedBytesPerRoute).map(
    ([name, bytes]) => `${figure(bytes / 1_024)} kB in ${name}`,
  );
  return [
    `${routes} routes that wait for a person: ${figure(workerBytesPerRoute / 1_024)} kB each in the worker; stored: ${stored.join(', ')};`,
    `  a second with none: ${standing(before)}; with all: ${standing(after)}. The target is less than 20 ms for 10000.`,
  ];
}

function growth({ growth: { few, many, copied } }: Of<'growth'>): string[] {
  const rows = [...few.map((cost) => ['few', cost] as const), ...many.map((cost) => ['many', cost] as const)];
  return [
    `Rows of ${copied.routes} routes that wait, ${figure(copied.bytesPerRoute / 1_024)} kB each. A chain of 8 beside them:`,
    ...table(
      ['others', 'CPU ms', 'of it database', 'pages'],
      rows.map(([others, { cpuMs, pages }]) => [
        others,
        ...[cpuSum(cpuMs), cpuMs.database, pages].map(figure),
      ]),
    ),
  ];
}

const standing = ({ cpuMs, commits }: Standing): string =>
  `${figure(cpuSum(cpuMs))} ms of CPU, ${figure(commits)} transactions`;

const inText = (ratio: Ratio | null): string =>
  ratio === null ? '-' : `${figure(ratio.median)} (${figure(ratio.low)} to ${figure(ratio.high)})`;
