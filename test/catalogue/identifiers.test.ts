import fc from 'fast-check';
import type { z } from 'zod';
import {
  cadastralNumber,
  code,
  companyName,
  countryCode,
  documentNumber,
  foreignPassport,
  oked,
  passport,
  pastDate,
  payout,
  personName,
  phone,
  pinfl,
  tin,
} from '../../catalogue/uz/identifiers.ts';
import { birthDate, checkDigit } from '../../catalogue/uz/pinfl.ts';
import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';
import { today } from '../../catalogue/uz/today.ts';

/** Keys of the sentences that say what is wrong; none where nothing is. */
const wrong = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) =>
    issue.code === 'custom' ? String(issue.params?.['text']) : issue.code,
  );

describe('a personal number', () => {
  it.each(['31210632040244', '31210932040247'])('is taken as the published rules give it: %s', (number) => {
    expect(wrong(pinfl(), number)).toEqual([]);
  });

  it.each([
    ['31210632040245', 'pinfl-check-digit'],
    ['3121063204024', 'pinfl-format'],
    ['312106320402444', 'pinfl-format'],
    ['71210632040244', 'pinfl-format'],
    ['31210632O40244', 'pinfl-format'],
    [' 31210632040244', 'pinfl-format'],
    ['٣١٢١٠٦٣٢٠٤٠٢٤٤', 'pinfl-format'],
    ['33002632040242', 'pinfl-birth-date'],
  ])('is refused with a sentence of its own: %s', (number, text) => {
    expect(wrong(pinfl(), number)).toEqual([text]);
  });

  it('may not belong to somebody who is not born yet', () => {
    const tomorrow = today(new Date(Date.now() + 36 * 3_600_000));

    expect(wrong(pinfl(), syntheticPinfl({ bornOn: tomorrow, sex: 'female', serial: 1 }))).toEqual([
      'pinfl-born-in-future',
    ]);
  });

  it('tells the date of birth in every century it knows', () => {
    expect(birthDate('11210632040244')).toBe('1863-10-12');
    expect(birthDate('31210632040244')).toBe('1963-10-12');
    expect(birthDate('52902040010019')).toBe('2004-02-29');
    expect(birthDate('52902030010019')).toBeNull();
  });
});

describe('a synthetic personal number', () => {
  const people = fc.record({
    bornOn: fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    sex: fc.constantFrom('female' as const, 'male' as const),
    serial: fc.integer({ min: 0, max: 999 }),
    territory: fc.integer({ min: 0, max: 999 }),
  });

  it('is always valid, and says when the person was born, of which sex, under which serial', () => {
    fc.assert(
      fc.property(people, (person) => {
        const number = syntheticPinfl(person);

        expect(wrong(pinfl(), number)).toEqual([]);
        expect(birthDate(number)).toBe(person.bornOn);
        expect(Number(number.charAt(0)) % 2 === 1).toBe(person.sex === 'male');
        expect(Number(number.slice(10, 13))).toBe(person.serial);
      }),
    );
  });

  it('is no longer valid with any single digit mistyped', () => {
    fc.assert(
      fc.property(people, fc.tuple(fc.nat(13), fc.integer({ min: 1, max: 9 })), (person, [at, by]) => {
        const number = syntheticPinfl(person);
        const digit = (Number(number.charAt(at)) + by) % 10;
        const mistyped = number.slice(0, at) + digit.toString() + number.slice(at + 1);

        expect(checkDigit(mistyped) === Number(mistyped.charAt(13))).toBe(false);
      }),
    );
  });
});

describe('numbers and codes', () => {
  it.each([
    ['taxpayer number', tin(), '305123456'],
    ['passport', passport(), 'AA1234567'],
    ['passport of another country', foreignPassport(), 'N1234567'],
    ['country', countryCode(), 'TR'],
    ['telephone number', phone(), '+998901234567'],
    ['activity', oked(), '62010'],
    ['cadastral number', cadastralNumber(), '10:09:03:01:02:5001'],
    ['number of a document', documentNumber(), 'II-ЮА №654321'],
    ['code of an office', code(), 'Oʻqituvchi MFY, 12-poliklinika'.replace(',', '')],
    ['day', pastDate(), today()],
  ])('of the right form are taken: %s', (_name, schema, value) => {
    expect(wrong(schema, value)).toEqual([]);
  });

  it.each([
    { name: 'taxpayer number', schema: tin(), value: '30512345', text: 'tin-format' },
    { name: 'passport', schema: passport(), value: 'А A1234567', text: 'passport-format' },
    {
      name: 'passport of another country',
      schema: foreignPassport(),
      value: 'n1',
      text: 'foreign-passport-format',
    },
    { name: 'country', schema: countryCode(), value: 'Turkey', text: 'country-code' },
    { name: 'telephone number', schema: phone(), value: '998901234567', text: 'phone-format' },
    { name: 'activity', schema: oked(), value: '62.01.0', text: 'oked-format' },
    { name: 'cadastral number', schema: cadastralNumber(), value: '10 09', text: 'cadastral-number-format' },
    { name: 'number of a document', schema: documentNumber(), value: '-1', text: 'document-number-format' },
    { name: 'code of an office', schema: code(), value: 'x\u202ey', text: 'code-format' },
    { name: 'day', schema: pastDate(), value: '2999-01-01', text: 'date-in-future' },
  ])('of another form are refused with a sentence of their own: $name', ({ schema, value, text }) => {
    expect(wrong(schema, value)).toEqual([text]);
  });
});

describe("a person's name", () => {
  it.each(["O'g'iloy", 'Oʻgʻiloy', 'Мадина', 'Anna-Maria', 'Þórdís', 'Ng'])(
    'is taken as written: %s',
    (name) => {
      expect(wrong(personName(), name)).toEqual([]);
    },
  );

  it('is kept in one form, however its accents were typed', () => {
    expect(personName().parse(' Jose\u0301 ')).toBe('José');
  });

  it.each(['Madina\u0000', 'Ma\u202edina', '<b>', 'Madina1', '-'])('is refused: %j', (name) => {
    expect(wrong(personName(), name)).toEqual(['name-letters']);
  });

  it.each(['', '   ', 'x'.repeat(101)])('is refused where there is none or too much of it', (name) => {
    expect(personName().safeParse(name).success).toBe(false);
  });
});

describe('the name of a business', () => {
  it.each(['Anor Savdo', 'Muzaffar', 'UZUM «Market» №1', 'Кафе 24/7'])('is taken: %s', (name) => {
    expect(wrong(companyName(), name)).toEqual([]);
  });

  it.each(['UZ Trade', 'Trade-uzb', 'Best of Uzbekistan', '«Uz»'])('may not name the state: %s', (name) => {
    expect(wrong(companyName(), name)).toEqual(['company-name-state']);
  });

  it('may hold no signs that names have not', () => {
    expect(wrong(companyName(), 'Anor\tSavdo')).toEqual(['company-name-letters']);
  });
});

describe('where money is paid to', () => {
  it.each([
    { kind: 'card', value: '8600123412341234' },
    { kind: 'account', value: '20208000900123456001' },
    { kind: 'post', value: '100011' },
  ])('may be a $kind', (account) => {
    expect(wrong(payout(), account)).toEqual([]);
  });

  it('must fit its kind', () => {
    const result = payout().safeParse({ kind: 'card', value: '8600' });

    expect(result.error?.issues).toMatchObject([{ path: ['value'], params: { text: 'payout-value' } }]);
  });
});
