import { summarise, withoutIdle } from '../../bench/report/summary.ts';
import { figure, table } from '../../bench/report/table.ts';
import { judgeTargets, noiseOf } from '../../bench/report/targets.ts';
import { type Cell, fanOut, oneStep } from '../../bench/run/plan.ts';
import type { Measured } from '../../bench/run/slice.ts';
import type { CpuMs } from '../../bench/measure/cpu.ts';

const one: Cell = { graph: 'chain-8', latencyMs: 0, inFlight: 1 };
const busy: Cell = { graph: 'chain-8', latencyMs: 0, inFlight: 20 };

function slice(subject: string, given: Partial<Measured> = {}): Measured {
  const cpuMs: CpuMs = { worker: 400, database: 100 };
  const usual = { round: 0, cell: busy, again: false, routes: 10, ms: 1_000, overheadsMs: [5, 6, 7], cpuMs };
  return { subject, ...usual, ...given };
}

const rounds = [0, 1, 2, 3, 4];

describe('what is said of one subject in one cell', () => {
  it('adds the slices up: CPU by route and by what a process does, rates by the slice in the middle', () => {
    const [summary] = summarise([
      slice('dbos'),
      slice('dbos', { round: 1, routes: 30 }),
      slice('dbos', { round: 2 }),
    ]);

    expect(summary).toMatchObject({ subject: 'dbos', slices: 3, routes: 50, routesPerSecond: 10 });
    expect(summary?.cpuMs).toEqual({ worker: 24, database: 6 });
    expect(summary?.routesPerCpuSecond).toBeCloseTo(1_000 / 30);
    expect(summary?.overheadMs).toEqual({ p50: 6, p95: 7, p99: 7 });
  });

  it('keeps cells apart', () => {
    expect(summarise([slice('dbos'), slice('dbos', { cell: one })])).toHaveLength(2);
  });

  it('leaves out what shared servers use when nothing is under way, of Temporal only where it is used', () => {
    const idle = { traffic: { commits: 0, rows: 0, walBytes: 0 }, cpuMs: { server: 50, database: 20 } };
    const measured = slice('hayot', { ms: 2_000, cpuMs: { worker: 400, server: 300, database: 10 } });

    expect(withoutIdle(measured, idle, true).cpuMs).toEqual({ worker: 400, server: 200, database: 0 });
    expect(withoutIdle(measured, idle, false).cpuMs).toEqual({ worker: 400, server: 300, database: 0 });
    expect(withoutIdle(measured, undefined, true)).toEqual(measured);
  });
});

describe('targets', () => {
  const beside = (routes: number) =>
    rounds.flatMap((round) => [slice('hayot', { round, routes }), slice('temporal-activities', { round })]);
  const throughput = (slices: readonly Measured[]) => judgeTargets(slices, 'a')[0];

  it('are judged by slices of the same round', () => {
    expect(throughput(beside(25))).toMatchObject({ verdict: 'met', ratio: { pairs: 5, median: 2.5 } });
    expect(throughput(beside(20))).toMatchObject({ verdict: 'missed', ratio: { median: 2 } });
  });

  it('are not resolved where a subject was left out', () => {
    const alone = rounds.map((round) => slice('hayot', { round }));

    expect(throughput(alone)).toMatchObject({ verdict: 'not resolved', ratio: null });
  });

  it("compare a fan-out with the agencies' time and what one step of a chain takes", () => {
    const measured = rounds.flatMap((round) => [
      slice('hayot', { round, cell: fanOut, overheadsMs: [28] }),
      slice('hayot', { round, cell: one, overheadsMs: [80] }),
    ]);

    expect(judgeTargets(measured, 'a').at(-2)).toMatchObject({ verdict: 'missed', ratio: { median: 1.3 } });
  });

  it("and with a route of one step, the agencies' time with each", () => {
    const measured = rounds.flatMap((round) => [
      slice('hayot', { round, cell: fanOut, overheadsMs: [80] }),
      slice('hayot', { round, cell: oneStep, overheadsMs: [50] }),
    ]);

    expect(judgeTargets(measured, 'a').at(-1)).toMatchObject({ verdict: 'missed', ratio: { median: 1.3 } });
  });

  it('do not take for Hayot what was measured again to know the noise', () => {
    const again = rounds.map((round) => slice('hayot', { round, routes: 11, again: true }));

    expect(throughput([...beside(25), ...again])).toMatchObject({ ratio: { pairs: 5, median: 2.5 } });
    expect(noiseOf([...beside(10), ...again], 'a').routesPerSecond).toMatchObject({ pairs: 5, median: 1.1 });
  });
});

describe('the table', () => {
  it('has columns as wide as what stands in them', () => {
    expect(
      table(
        ['who', 'ms'],
        [
          ['plain PostgreSQL', '2.3'],
          ['DBOS', '11'],
        ],
      ),
    ).toEqual([
      'who                ms',
      '----------------  ---',
      'plain PostgreSQL  2.3',
      'DBOS               11',
    ]);
  });

  it('has three figures that count', () => {
    expect([0.1234, 1.5, 12, 12.345, 1_234.5, null, Number.NaN].map(figure)).toEqual([
      ...['0.123', '1.5', '12', '12.3', '1235', '-', '-'],
    ]);
  });
});
