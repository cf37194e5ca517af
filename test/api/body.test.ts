import { decode, parseJson } from '../../api/http/body.ts';
import { Problem } from '../../api/problems/problem.ts';

const refusal = (act: () => unknown) => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return error instanceof Problem ? error.slug : error;
  }
};
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it('must be UTF-8', () => {
    expect(refusal(() => decode(new Uint8Array([0x22, 0xff, 0x22])))).toBe('broken-json');
  });

  it.each(['', '{', '{"a":1,}', 'NaN', '"\u0007"', "{'a':1}"])('must be JSON: %j', (text) => {
    expect(refusal(() => parseJson(text))).toBe('broken-json');
  });

  it('may be nested twenty levels deep, brackets in texts not counted', () => {
    expect([refusal(() => parseJson(nested(20))), refusal(() => parseJson(nested(21)))]).toEqual([
      'taken',
      'too-deep',
    ]);
    expect(refusal(() => parseJson(JSON.stringify({ text: nested(50) + '"\\' })))).toBe('taken');
  });

  it('is told to be too deep in a moment, however deep', () => {
    const begun = performance.now();

    expect(refusal(() => parseJson(nested(50_000)))).toBe('too-deep');
    expect(refusal(() => parseJson('"\\"'.repeat(30_000)))).toBe('broken-json');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
