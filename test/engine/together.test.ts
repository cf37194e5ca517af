import { together, type Together } from '../../workflows/together.ts';

describe('local activities of one moment', () => {
  const begin = () => {
    const log: string[] = [];
    const spent: number[] = [];
    const local: Together = {
      tickets: [],
      onSpent: (tookMs) => spent.push(tookMs),
      othersFirst: () => Promise.resolve(),
    };
    const start = (name: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const note = (how: string) => () => log.push(`${name} ${how}`);
      together(
        local,
        () => promise,
        (tookMs) => tookMs,
      ).then(note('done'), note('failed'));
      return { end: resolve, fail: reject };
    };
    return { log, spent, start };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('are handed on in the order in which they were begun, once the last has ended', async () => {
    const { log, spent, start } = begin();
    const [first, second, third] = [start('first'), start('second'), start('third')];

    third.end(30);
    first.fail(new Error('the database is away'));
    await settled();
    expect(log).toEqual([]);

    second.end(20);
    await settled();
    expect(log).toEqual(['first failed', 'second done', 'third done']);
    expect(spent).toEqual([30]);
  });

  it.each([
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
  ])('go on in the same order when %s, %s and %s is how they end', async (...order) => {
    const { log, start } = begin();
    const ends = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, start(name)]));

    for (const name of order) {
      ends[name]?.end(1);
      await settled();
    }

    expect(log).toEqual(['a done', 'b done', 'c done']);
  });

  it('do not wait for those that begin after them', async () => {
    const { log, start } = begin();
    start('early').end(5);
    await settled();
    start('late');
    await settled();

    expect(log).toEqual(['early done']);
  });
});
