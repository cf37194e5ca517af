import { cpuBetween, cpuSum, statFields } from '../../bench/measure/cpu.ts';
import { rateIn } from '../../bench/measure/fsync.ts';
import { nothing, perUnit, trafficBetween } from '../../bench/measure/traffic.ts';

describe('the CPU of a process', () => {
  const stat = '4711 (a name) with ) S 1 4711 4711 0 -1 4194304 1 2 3 4 150 50 30 20 20 0 11 0 99 1 2 3';

  it('is read behind a name with blanks and parentheses, with that of its children that ended', () => {
    expect(statFields(stat)).toEqual({ parent: 1, own: 2_000, waited: 500 });
  });

  it('between two readings is told by what a process does', () => {
    const between = cpuBetween({ worker: 100 }, { worker: 150, database: 30 });

    expect([between, cpuSum(between)]).toEqual([{ worker: 50, database: 30 }, 80]);
  });
});

describe('what PostgreSQL did', () => {
  const before = { commits: 1_000, rows: 500, walBytes: 10_000 };
  const after = { commits: 1_240, rows: 900, walBytes: 90_000 };

  it('is told without what happens anyhow, by the route', () => {
    const idle = { commits: 0.01, rows: 0, walBytes: 1 };

    expect(perUnit(trafficBetween([before, after], { ms: 4_000, idle }), 40)).toEqual({
      ...{ commits: 5, rows: 10, walBytes: 1_900 },
    });
  });

  it('is never less than nothing', () => {
    expect(trafficBetween([after, before], { ms: 0, idle: nothing })).toEqual(nothing);
  });
});

describe('the rate of the disk', () => {
  it("is read from the first line on fdatasync of PostgreSQL's own program", () => {
    const printed = `Compare file sync methods using one 8kB write:
        open_datasync                      8012.120 ops/sec     125 usecs/op
        fdatasync                          7989.331 ops/sec     125 usecs/op
Compare file sync methods using two 8kB writes:
        fdatasync                          5000.000 ops/sec     200 usecs/op`;

    expect(rateIn(printed)).toBe(7_989.331);
    expect(rateIn('fdatasync n/a')).toBeUndefined();
  });
});
