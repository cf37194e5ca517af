import { check, visit, whats } from './unchecked.ts';

describe('A step that is given up once another has ended', () => {
  it('may name any other step that does not wait for it', () => {
    expect(check({ a: visit, b: { ...visit, until: 'a' } })).toEqual([]);
  });

  it.each(['b', 'nobody'])('must not name itself or a step that is not there: %s', (until) => {
    expect(whats(check({ a: visit, b: { ...visit, until } }))).toEqual([
      `There is no other step "${until}".`,
    ]);
  });

  it('must not name a step that waits for it, directly or not', () => {
    const problems = check({
      warn: { ...visit, until: 'register' },
      between: { ...visit, needs: ['warn'] },
      register: { ...visit, needs: ['between'] },
    });

    expect(whats(problems)).toEqual(['"register" waits for this step, so it cannot end it.']);
  });
});
