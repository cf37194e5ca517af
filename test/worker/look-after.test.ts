import { lookAfter } from '../../worker/look-after.ts';

describe('what a worker looks after', () => {
  it('is done again and again, also after it failed, until the worker ends', async () => {
    const ending = new AbortController();
    const lines: object[] = [];
    let rounds = 0;
    const work = () => {
      rounds++;
      if (rounds === 3) ending.abort();
      return rounds === 1 ? Promise.reject(new TypeError('personal')) : Promise.resolve();
    };
    const log = { warn: (...line: unknown[]) => lines.push(line) };
    await lookAfter([{ what: 'a duty', everyMs: 1, work }], log as never, ending.signal);

    expect(rounds).toBe(3);
    expect(lines).toEqual([[{ what: 'a duty', kind: 'TypeError' }, 'left for the next round']]);
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
    await lookAfter(duties, { warn: () => undefined } as never, ending.signal);

    expect(quick).toBe(10);
  });
});
