import { lookAfter } from '../../worker/look-after.ts';

describe('what a worker looks after', () => {
  it('is done again and again, also after it failed, until the worker ends', async () => {
    const ending = new AbortController();
    const lines: object[] = [];
    let rounds = 0;
    const work = () => {
      rounds++;
      if (rounds === 3) ending.abort();
      return rounds === 1 ? Promise.reject(new TypeError('personal')) : Promise.resolve({ rounds });
    };
    const log = { warn: (...line: unknown[]) => lines.push(line) };
    const results: unknown[] = [];
    const came = (duty: string, result: unknown) => results.push([duty, result]);
    await lookAfter([{ what: 'a duty', everyMs: 1, work }], { log: log as never, came }, ending.signal);

    expect(rounds).toBe(3);
    expect(lines).toEqual([[{ what: 'a duty', kind: 'TypeError' }, 'left for the next round']]);
    expect(results).toEqual([
      ['a duty', 'failed'],
      ['a duty', { rounds: 2 }],
      ['a duty', { rounds: 3 }],
    ]);
  });

  it('does not wait for a slower duty', async () => {
    const ending = new AbortController();
    let quick = 0;
    const duties = [
      { what: 'slow', everyMs: 1, work: () => new Promise((resolve) => setTimeout(resolve, 200)) },
      {
        what: 'quick',
        everyMs: 1,
        work: () => {
          quick++;
          if (quick === 10) ending.abort();
          return Promise.resolve();
        },
      },
    ];
    const log = { warn: () => undefined } as never;
    await lookAfter(duties, { log, came: () => undefined }, ending.signal);

    expect(quick).toBe(10);
  });
});
