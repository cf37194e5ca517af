import fc from 'fast-check';
import { birthDate, hasCheckDigit } from '../../catalogue/uz/pinfl.ts';
import { fillSample } from '../../simulator/gateway/fill-sample.ts';
import { seeded } from '../../simulator/seeded.ts';

const at = (now: string, ...words: string[]) => ({
  input: { bornOn: '2026-02-03', sex: 'female', place: { name: 'home' } },
  seeded: seeded(...words),
  now: new Date(now),
});
const noon = '2026-01-31T12:00:00Z';

describe('a sample', () => {
  it('is filled in the same for the same key, and otherwise for another', () => {
    const sample = { number: { $digits: 12 } };

    expect(fillSample(sample, at(noon, 'key'))).toEqual(fillSample(sample, at(noon, 'key')));
    expect(fillSample(sample, at(noon, 'key'))).not.toEqual(fillSample(sample, at(noon, 'another')));
    expect(fillSample(sample, at(noon, 'key'))['number']).toMatch(/^\d{12}$/);
  });

  it('takes values of the input, and leaves plain data as it is', () => {
    const sample = { list: [{ $input: 'place.name' }, 1, null, { a: true, b: 'x' }], empty: {} };

    expect(fillSample(sample, at(noon))).toEqual({
      list: ['home', 1, null, { a: true, b: 'x' }],
      empty: {},
    });
  });

  it.each([
    ['+3 days', '2026-02-03'],
    ['-1 day', '2026-01-30'],
    ['+1 month', '2026-02-28'],
    ['-2 years', '2024-01-31'],
  ])('counts %s from the day of the effect', (told, date) => {
    expect(fillSample({ date: { $date: told } }, at(noon))).toEqual({ date });
  });

  it("counts days on the country's clock", () => {
    expect(fillSample({ date: { $date: '+0 days' } }, at('2026-01-31T20:00:00Z'))).toEqual({
      date: '2026-02-01',
    });
  });

  it('writes numbers of documents', () => {
    expect(fillSample({ act: { $text: 'II-XX {digits:7} / {digits:2}' } }, at(noon))['act']).toMatch(
      /^II-XX \d{7} \/ \d\d$/,
    );
  });

  it('gives personal numbers that are valid, of that day and sex, and never an agreed situation', () => {
    const sample = { pinfl: { $pinfl: { bornOn: 'bornOn', sex: 'sex' } } };

    fc.assert(
      fc.property(fc.string(), (key) => {
        const pinfl = String(fillSample(sample, at(noon, key))['pinfl']);
        return (
          hasCheckDigit(pinfl) &&
          birthDate(pinfl) === '2026-02-03' &&
          pinfl.startsWith('6') &&
          Number(pinfl.slice(10, 13)) < 900
        );
      }),
    );
  });

  it('gives birth to an agreed situation where it says so', () => {
    const sample = { pinfl: { $pinfl: { bornOn: 'bornOn', sex: 'sex', serial: 906 } } };

    expect(String(fillSample(sample, at(noon))['pinfl']).slice(10, 13)).toBe('906');
  });
});
