import { parseTerm } from '../../terms/index.ts';

describe('a term as it is written', () => {
  it.each([
    ['30 minutes', 30, 'minute'],
    ['1 hour', 1, 'hour'],
    ['1 working day', 1, 'working day'],
    ['10 working days', 10, 'working day'],
    ['15 days', 15, 'day'],
    ['6 months', 6, 'month'],
  ])('is read: %s', (text, count, unit) => {
    expect(parseTerm(text)).toEqual({ count, unit });
  });

  it('may say that it ends exactly then', () => {
    expect(parseTerm('1 month exactly')).toEqual({ count: 1, unit: 'month', exactly: true });
  });

  it.each([
    '1 working day exactly',
    '30 minutes exactly',
    '',
    '1',
    'month',
    '0 days',
    '-1 days',
    '1.5 days',
    '01 day',
    '3 weeks',
    '1 year',
  ])('is refused with an example of how to write it: "%s"', (text) => {
    expect(() => parseTerm(text)).toThrow(`"${text}" is no term: write "1 working day"`);
  });
});
