import { z } from 'zod';
import { checkAgainst } from '../../api/checks/check-against.ts';

const anything = z.record(z.string(), z.unknown());
const faults = (value: unknown, schema: z.ZodType = anything) => {
  const checked = checkAgainst(schema, value);
  return checked.ok ? [] : checked.errors.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('a text from outside', () => {
  it.each([
    ['half of a character', { a: ['\ud800'] }, ['/a/0 broken-character']],
    ['a null character', { a: '\u0000' }, ['/a control-character']],
    ['a bell', { a: '\u0007' }, ['/a control-character']],
    ['a change of direction', { a: '\u202e' }, ['/a direction-override']],
    ['no end', { a: 'x'.repeat(5_001) }, ['/a too-long']],
    ['several of them', { a: '\u0000', b: '\u202e' }, ['/a control-character', '/b direction-override']],
  ])('may not hold %s', (_what, value, expected) => {
    expect(faults(value)).toEqual(expected);
  });

  it('may hold line breaks, emoji, Arabic and Uzbek apostrophes', () => {
    expect(faults({ text: 'Bir\nikki 👶🏽 سلام Gʻofur Oʻgʻli' })).toEqual([]);
  });

  it('is told beside everything else that is wrong, once, and a hostile name is not repeated', () => {
    const schema = z.object({ name: z.string().regex(/^[a-z]+$/), year: z.int() });

    expect(faults({ name: 'a\u0000', year: 'x', '\u202e': 1 }, schema)).toEqual([
      '/name control-character',
      ' direction-override',
      '/year number-expected',
    ]);
  });
});
