import { decode, parseJson } from '../../api/http/body.ts';
import { Problem } from '../../api/problems/problem.ts';

const refusal = (act: () => unknown) => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return error instanceof Problem
      ? [error.slug, ...(error.more.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)].join(' ')
      : error;
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

  it.each([
    ['half of a character', '{"a":["\\ud800"]}', '/a/0 broken-character'],
    ['a null character', '{"a":"\\u0000"}', '/a control-character'],
    ['a bell', '{"a":"\\u0007"}', '/a control-character'],
    ['a change of direction', '{"a":"\\u202e"}', '/a direction-override'],
    ['a text without end', JSON.stringify({ a: 'x'.repeat(5_001) }), '/a too-long'],
    ['a hostile name of a field, which is not repeated', '{"a":{"\\u202e":1}}', '/a direction-override'],
    ['several of them', '{"a":"\\u0000","b":"\\u202e"}', '/a control-character /b direction-override'],
  ])('may not hold %s', (_what, text, faults) => {
    expect(refusal(() => parseJson(text))).toBe(`wrong-fields ${faults}`);
  });

  it('may hold line breaks, emoji, Arabic and Uzbek apostrophes', () => {
    const text = 'Bir\nikki 👶🏽 سلام Gʻofur Oʻgʻli';

    expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  });
});
