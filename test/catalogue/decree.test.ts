import { readFileSync } from 'node:fs';
import { readDecree } from '../../catalogue/decree.ts';
import { calendar } from '../../catalogue/uz/calendar/index.ts';
import { country } from '../../catalogue/uz/country.ts';
import { dayKind, decreeFaults, withDecree } from '../../terms/index.ts';

const day = { five: 'off', six: 'off', why: 'Extra day off' };
const file = {
  country: 'uz',
  year: 2027,
  publishedOn: '2026-12-24',
  source: 'a made-up decree',
  days: { '2027-01-04': day },
};

const read = (json: unknown) =>
  readDecree(typeof json === 'string' ? json : JSON.stringify(json), { country, calendar });

describe('a decree as a file', () => {
  it('is read into what a calendar takes', () => {
    const outcome = read({ ...file, settles: ['year'] });

    expect(outcome).toEqual({
      decree: {
        year: 2027,
        publishedOn: '2026-12-24',
        source: 'a made-up decree',
        settles: ['year'],
        days: { '2027-01-04': day },
      },
    });
    if ('faults' in outcome) return;
    expect(dayKind('2027-01-04', 5, withDecree(calendar, outcome.decree))).toMatchObject({ works: false });
  });

  it('is accepted as docs/terms.md shows it', () => {
    const [, example] = /```json\n(.*?)```/s.exec(readFileSync('docs/terms.md', 'utf8')) ?? [];
    const outcome = read(example);

    expect('decree' in outcome && decreeFaults(calendar, outcome.decree)).toEqual([]);
  });

  it.each([
    ['that is no JSON', 'day off', ['The file is no JSON.']],
    [
      'of another country',
      { ...file, country: 'kz' },
      ['country: it is "kz", but this calendar is of "uz".'],
    ],
    [
      'with a date that does not exist',
      { ...file, days: { '2027-02-30': day } },
      ['days.2027-02-30: no day of the calendar; write YYYY-MM-DD.'],
    ],
    [
      'with a day of another year',
      { ...file, days: { '2026-12-31': day } },
      ['days.2026-12-31: it is no day of 2027. Hand in one file for each year.'],
    ],
    ['that names nothing', { ...file, days: {} }, ['days: it names no day and settles nothing.']],
    [
      'that settles what is not open',
      { ...file, settles: ['Ramadan'] },
      ['settles: "Ramadan" is not open in 2027. Choose from: year, Ramazon hayit, Qurbon hayit.'],
    ],
    [
      'with several faults, each of which it tells',
      {
        ...file,
        publishedOn: 'yesterday',
        source: '',
        days: { '2027-01-04': { ...day, five: 'free', why: ' ' } },
      },
      [
        'publishedOn: no day of the calendar; write YYYY-MM-DD.',
        'source: empty; name the decree: "UP-257 of 24.12.2025".',
        'days.2027-01-04.five: neither "off" nor "work".',
        'days.2027-01-04.why: empty; say why.',
      ],
    ],
    [
      'with a word that it does not know',
      { ...file, note: 'hello' },
      ['the file: Unrecognized key: "note".'],
    ],
    [
      'without its year',
      { ...file, year: undefined },
      ['year: Invalid input: expected number, received undefined.'],
    ],
  ])('is refused %s', (_, json, faults) => {
    expect(read(json)).toEqual({ faults });
  });
});
