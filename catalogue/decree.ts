import { z } from 'zod';
import type { Catalogue, Decree } from '../notation/catalogue.ts';

const Day = z.iso.date({ error: 'no day of the calendar; write YYYY-MM-DD' });
const Kind = z.enum(['off', 'work'], { error: 'neither "off" nor "work"' });

/** A decree on days off as a file hands it in. */
export const decreeSchema = z.strictObject({
  country: z.string(),
  year: z.int(),
  publishedOn: Day,
  source: z.string().trim().min(5, 'empty; name the decree: "UP-257 of 24.12.2025"'),
  settles: z
    .array(z.string())
    .default([])
    .describe('What is no longer open: `year`, or a movable holiday by its name.'),
  days: z.record(
    Day,
    z.strictObject({ five: Kind, six: Kind, why: z.string().trim().min(1, 'empty; say why') }),
  ),
});

export type DecreeFile = Decree & { readonly year: number };

/**
 * Reads a decree file for a country: the decree, or every fault in it as a sentence. What a day means beside the
 * calendar is not looked at here, but by `decreeFaults` of `terms/`.
 */
export function readDecree(
  text: string,
  { country, calendar }: Pick<Catalogue, 'country' | 'calendar'>,
): { readonly decree: DecreeFile } | { readonly faults: readonly string[] } {
  const json = parsed(text);
  if (json === undefined) return { faults: ['The file is no JSON.'] };
  const read = decreeSchema.safeParse(json);
  if (!read.success) return { faults: read.error.issues.map(faultOf) };
  const { country: of, ...decree } = read.data;
  const faults = decreeMistakes({ country: of, ...decree }, { country, calendar });
  return faults.length > 0
    ? { faults: faults.map(({ at, said }) => `${at.join('.')}: ${said}`) }
    : { decree };
}

/** A fault in a decree that has the right form: where, by which code (text `invalid.<code>`), and said in English. */
export interface DecreeMistake {
  readonly at: readonly string[];
  readonly code: 'other-country' | 'day-of-another-year' | 'not-open' | 'says-nothing';
  readonly said: string;
}

/** What is wrong with a decree of the right form, for this country and what is open in its calendar. */
export function decreeMistakes(
  { country: of, ...decree }: z.infer<typeof decreeSchema>,
  { country, calendar }: Pick<Catalogue, 'country' | 'calendar'>,
): readonly DecreeMistake[] {
  const said = `it is "${of}", but this calendar is of "${country.id}".`;
  return [
    ...(of === country.id ? [] : [{ at: ['country'], code: 'other-country', said } as const]),
    ...daysOutside(decree),
    ...unknownSettled(decree, calendar),
    ...saysNothing(decree),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function faultOf({ path, message, code, ...issue }: z.core.$ZodIssue): string {
  const where = path.map(String).join('.') || 'the file';
  const inner = code === 'invalid_key' ? (issue as z.core.$ZodIssueInvalidKey).issues[0]?.message : undefined;
  return `${where}: ${inner ?? message}.`;
}

type Read = Omit<z.infer<typeof decreeSchema>, 'country'>;

const daysOutside = ({ year, days }: Read): DecreeMistake[] =>
  Object.keys(days)
    .filter((date) => !date.startsWith(`${year.toString()}-`))
    .map((date) => ({
      at: ['days', date],
      code: 'day-of-another-year',
      said: `it is no day of ${year.toString()}. Hand in one file for each year.`,
    }));

const saysNothing = ({ days, settles }: Read): DecreeMistake[] =>
  Object.keys(days).length + settles.length > 0
    ? []
    : [{ at: ['days'], code: 'says-nothing', said: 'it names no day and settles nothing.' }];

function unknownSettled({ year, settles }: Read, calendar: Catalogue['calendar']): DecreeMistake[] {
  const holidays = calendar.years[year.toString()]?.expected?.map(({ holiday }) => holiday) ?? [];
  const known = ['year', ...holidays];
  return settles
    .filter((what) => !known.includes(what))
    .map((what) => ({
      at: ['settles'],
      code: 'not-open',
      said: `"${what}" is not open in ${year.toString()}. Choose from: ${known.join(', ')}.`,
    }));
}
