import { addDays, localDate, weekdayName } from './dates.ts';
import { dayInWords } from './day-in-words.ts';
import type { TermQuestion } from './end-of-term.ts';
import { endOfLegs, runsOnClock } from './legs.ts';
import { parseTerm, type Term, termText } from './term.ts';
import { type SeenDay, Walk } from './walk.ts';

export interface Explanation {
  /** The last day of the term, `YYYY-MM-DD`. */
  readonly deadline: string;
  readonly at: Date;
  readonly estimate: boolean;
  /** Line by line: every day from receipt on, counted or not and why, with its source; last the instant. */
  readonly why: readonly string[];
}

/** The end of a term as `endOfTerm` gives it, with the whole way there. Throws where `term` is no term. */
export function explainTerm({ from, term: text, week, calendar, timeZone }: TermQuestion): Explanation {
  const term = parseTerm(text);
  const walk = new Walk(week, calendar);
  const at = endOfLegs([term], from, { walk, timeZone });
  const onClock = runsOnClock(term);
  const deadline = localDate(new Date(at.getTime() - (onClock ? 0 : 1)), timeZone);
  const first = localDate(from, timeZone);
  const way = onClock ? clockLines(from, term) : [received(first), ...dayLines(first, term, walk.seen)];
  const end = onClock
    ? `Ends at ${at.toISOString()}.`
    : `Ends at 24:00 on ${deadline}, that is ${at.toISOString()}.`;
  return { deadline, at, estimate: walk.seen.some(({ estimate }) => estimate), why: [...way, end] };
}

const named = (date: string) => `${date} ${weekdayName(date)}`;
const received = (date: string) => `${named(date)}: not counted: the day of receipt`;

const clockLines = (from: Date, term: Term): string[] => [
  `${from.toISOString()}: received`,
  `${termText(term)} run on the clock, through nights and days off`,
];

function dayLines(first: string, term: Term, seen: readonly SeenDay[]): string[] {
  if (term.unit === 'working day') return seen.map(workingLine);
  const nominal = new Walk(5, { years: {} }).lastDay(first, term);
  const run = term.unit === 'month' ? [monthLine(first, term, nominal)] : calendarLines(first, term);
  if (term.exactly === true) return [...run, `${named(nominal)}: the last day, also where it is a day off`];
  return [...run, ...seen.map(endLine)];
}

function workingLine(day: SeenDay): string {
  const { date, counted } = day;
  const number = counted === null ? 'not counted' : `counted, day ${counted.toString()}`;
  return `${named(date)}: ${number}: ${dayInWords(day)}`;
}

const monthLine = (first: string, term: Term, nominal: string) =>
  `${termText(term)} from ${first}: the same day of the later month, or its last day: ${named(nominal)}`;

const calendarLines = (first: string, { count }: Term): string[] =>
  Array.from({ length: count }, (_, index) => {
    const date = addDays(first, index + 1);
    return `${named(date)}: counted, day ${(index + 1).toString()}: every calendar day counts`;
  });

const endLine = (day: SeenDay): string =>
  day.works
    ? `${named(day.date)}: the term may end here: ${dayInWords(day)}`
    : `${named(day.date)}: the term does not end here, but on the next working day: ${dayInWords(day)}`;
