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
  const faults = [
    ...(of === country.id ? [] : [`country: it is "${of}", but this calendar is of "${country.id}".`]),
    ...daysOutside(decree),
    ...unknownSettled(decree, calendar),
    ...saysNothing(decree),
  ];
  return faults.length > 0 ? { faults } : { decree };
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

const daysOutside = ({ year, days }: Read): string[] =>
  Object.keys(days)
    .filter((date) => !date.startsWith(`${year.toString()}-`))
    .map((date) => `days.${date}: it is no day of ${year.toString()}. Hand in one file for each year.`);

const saysNothing = ({ days, settles }: Read): string[] =>
  Object.keys(days).length + settles.length > 0 ? [] : ['days: it names no day and settles nothing.'];

function unknownSettled({ year, settles }: Read, calendar: Catalogue['calendar']): string[] {
  const holidays = calendar.years[year.toString()]?.expected?.map(({ holiday }) => holiday) ?? [];
  const known = ['year', ...holidays];
  return settles
    .filter((what) => !known.includes(what))
    .map((what) => `settles: "${what}" is not open in ${year.toString()}. Choose from: ${known.join(', ')}.`);
}
