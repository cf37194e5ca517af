import { type CalendarData, type CalendarYear, dayKind, type Decree, worksByWeek } from './calendar.ts';

/** A decree as it is handed in: for which year, and all that a calendar keeps of it. */
export interface DecreeOfYear extends Decree {
  readonly year: number;
}

const unknownYear: CalendarYear = { source: 'No law of this year is known', days: {}, estimate: true };

/**
 * The calendar with one decree more, in its place by the day of publication; of one day, the later handed in overrules.
 * The same decree (source and day) taken twice stands once, as it was handed in last.
 */
export function withDecree(calendar: CalendarData, { year: number, ...decree }: DecreeOfYear): CalendarData {
  const key = number.toString();
  const year = calendar.years[key] ?? unknownYear;
  const others = (year.decrees ?? []).filter((other) => !isSame(other, decree));
  const decrees = [...others, pick(decree)].sort((a, b) => a.publishedOn.localeCompare(b.publishedOn));
  return { ...calendar, years: { ...calendar.years, [key]: { ...year, decrees } } };
}

/** The calendar as it was known at the end of a date: decrees that were published later are not in it. */
export function knownOn(calendar: CalendarData, date: string): CalendarData {
  const years = Object.entries(calendar.years).map(([key, year]) => {
    const decrees = (year.decrees ?? []).filter(({ publishedOn }) => publishedOn <= date);
    return [key, { ...year, decrees }] as const;
  });
  return { ...calendar, years: Object.fromEntries(years) };
}

/** A day of a decree that cannot be meant. */
export interface MistakenDay {
  readonly date: string;
  readonly mistake: keyof typeof inWords;
}

const inWords = {
  'weeks-exchanged':
    'agencies of five days would work while those of six days rest. Exchange "five" and "six".',
  'works-already':
    'it is a working day already, so declaring it one says nothing. Correct the date, or leave it out.',
} as const;

/** What cannot be meant by a decree, one sentence a fault, given the calendar before it. */
export function decreeFaults(calendar: CalendarData, decree: DecreeOfYear): readonly string[] {
  return mistakenDays(calendar, decree).map(({ date, mistake }) => `${date}: ${inWords[mistake]}`);
}

/**
 * Days that cannot be meant, given the calendar before the decree: a working day declared to be one, or a day on which
 * five-day agencies work while six-day agencies rest.
 */
export function mistakenDays(calendar: CalendarData, decree: DecreeOfYear): readonly MistakenDay[] {
  return Object.entries(decree.days).flatMap(([date, { five, six }]): MistakenDay[] => {
    if (five === 'work' && six === 'off') return [{ date, mistake: 'weeks-exchanged' }];
    const before = { five: dayKind(date, 5, calendar).works, six: dayKind(date, 6, calendar).works };
    const plain = worksByWeek(date, 5) && worksByWeek(date, 6);
    const says = !(plain && five === 'work' && before.five && before.six);
    return says ? [] : [{ date, mistake: 'works-already' }];
  });
}

const isSame = (one: Decree, other: Decree) =>
  one.source === other.source && one.publishedOn === other.publishedOn;

/** What a calendar keeps, and nothing else of the file. */
const pick = ({ publishedOn, source, days, settles }: Decree): Decree => ({
  publishedOn,
  source,
  days,
  ...(settles === undefined ? {} : { settles }),
});
