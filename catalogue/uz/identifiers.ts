/**
 * Numbers, codes and names as people type them: checked strictly. What registers give back is taken leniently
 * (`numberFromRegister`), because official samples themselves fail the check digit. Each check names its sentence
 * (`invalid.<text>`); `pattern` only tells readers of the JSON Schema what is expected.
 */
import { z } from 'zod';
import { isoDate, personal } from '../../notation/schema.ts';
import { birthDate, hasCheckDigit } from './pinfl.ts';
import { today } from './today.ts';

interface Form {
  readonly pattern: RegExp;
  /** Key of the sentence that says what is wrong. */
  readonly text: string;
  readonly description: string;
}

const ofForm = ({ pattern, text, description }: Form) =>
  z
    .string()
    .refine((value) => pattern.test(value), { params: { text }, abort: true })
    .meta({ pattern: pattern.source, description });

/** Personal number, 14 digits, of someone already born. */
export const pinfl = () =>
  personal(
    ofForm({
      pattern: /^[1-6]\d{13}$/,
      text: 'pinfl-format',
      description: 'Personal number (PINFL), 14 digits',
    })
      .refine((value) => birthDate(value) !== null, { params: { text: 'pinfl-birth-date' }, abort: true })
      .refine((value) => (birthDate(value) ?? '') <= today(), { params: { text: 'pinfl-born-in-future' } })
      .refine(hasCheckDigit, { params: { text: 'pinfl-check-digit' } }),
  );

/** A person, by personal number. */
export const Person = z.object({ pinfl: pinfl() });

/** Taxpayer number (STIR), 9 digits; how its control digit is made is not published. */
export const tin = () =>
  personal(
    ofForm({ pattern: /^\d{9}$/, text: 'tin-format', description: 'Taxpayer number (STIR), 9 digits' }),
  );

/** Uzbek passport or ID card: two Latin letters and seven digits. */
export const passport = () =>
  personal(
    ofForm({ pattern: /^[A-Z]{2}\d{7}$/, text: 'passport-format', description: 'Passport, e.g. AA1234567' }),
  );

/** A passport of any country: capital Latin letters and digits. */
export const foreignPassport = () =>
  personal(
    ofForm({
      pattern: /^[A-Z0-9]{5,20}$/,
      text: 'foreign-passport-format',
      description: 'Passport of any country: 5 to 20 capital Latin letters and digits',
    }),
  );

/** ISO 3166 code of a country: two or three capital letters. */
export const countryCode = () =>
  ofForm({ pattern: /^[A-Z]{2,3}$/, text: 'country-code', description: 'Country code, e.g. TR' });

/** Telephone number of Uzbekistan. */
export const phone = () =>
  personal(
    ofForm({ pattern: /^\+998\d{9}$/, text: 'phone-format', description: 'Telephone, e.g. +998901234567' }),
  );

/** Code of an activity in the national classifier (OKED), 5 digits written without dots. */
export const oked = () =>
  ofForm({ pattern: /^\d{5}$/, text: 'oked-format', description: 'Activity (OKED), 5 digits, e.g. 62010' });

/** Cadastral number of a building. Its grammar is not published: only length and letters are checked. */
export const cadastralNumber = () =>
  personal(
    ofForm({
      pattern: /^[0-9A-Za-z:/.-]{5,40}$/,
      text: 'cadastral-number-format',
      description: 'Cadastral number: digits, letters, ":", "/", "." and "-"',
    }),
  );

/** Number of a paper or record: letters of any script, digits, space and `№ - / .`. */
export const documentNumber = () =>
  personal(
    ofForm({
      pattern: /^[\p{L}\p{N}][\p{L}\p{N} №/.-]{0,39}$/u,
      text: 'document-number-format',
      description: 'Number of a document, up to 40 letters and digits',
    }),
  );

/** Code under which an office, clinic, kindergarten or bank is known. */
export const code = () =>
  ofForm({
    pattern: /^[\p{L}\p{N}][\p{L}\p{N} №_/.'ʻʼ‘’"«»()-]{0,99}$/u,
    text: 'code-format',
    description: 'Code or name of an office, up to 100 letters and digits',
  });

/** Name of a person as written in documents: letters of any script, space, apostrophe, hyphen. */
export const personName = () =>
  personal(
    z
      .string()
      .normalize('NFC')
      .trim()
      .min(1)
      .max(100)
      .refine((name) => /^[\p{L}\p{M}][\p{L}\p{M} .'`ʻʼ‘’-]*$/u.test(name), {
        params: { text: 'name-letters' },
      }),
  );

/** Name of a company. "UZ", "UZB" and "Uzbekistan" are kept for the state. */
export const companyName = () =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(2)
    .max(150)
    .refine((name) => /^[\p{L}\p{M}\p{N} .,'`ʻʼ‘’"“”«»&+!№()/-]+$/u.test(name), {
      params: { text: 'company-name-letters' },
    })
    .refine((name) => !/(?<![\p{L}\p{N}])(uz|uzb|uzbekistan)(?![\p{L}\p{N}])/iu.test(name), {
      params: { text: 'company-name-state' },
    });

/** A date that is not in the future. */
export const pastDate = () =>
  isoDate().refine((date) => date <= today(), { params: { text: 'date-in-future' } });

const payoutForms = {
  card: /^\d{16,19}$/,
  account: /^[0-9A-Z]{5,34}$/,
  post: /^[\p{L}\p{N}][\p{L}\p{N} .,№-]{0,59}$/u,
} as const;

/** Where money is paid to: a card, a bank account or a post office. Only length and letters are checked. */
export const payout = () =>
  z
    .object({ kind: z.enum(['card', 'account', 'post']), value: personal(z.string().max(60)) })
    .refine(({ kind, value }) => payoutForms[kind].test(value), {
      path: ['value'],
      params: { text: 'payout-value' },
    });

/** A number as a register gives it: kept as it came, within reason. */
export const numberFromRegister = () => personal(z.string().min(1).max(40));

/** Whole soums. */
export const soums = () => z.int().min(0).max(1_000_000_000_000_000);
