import { durationOf } from './durations.ts';
import type { Awaited, Entry, Who } from './story.ts';
import { instantIn, type Words } from './words.ts';

/** What happened to a step, without its title. */
export function sentenceOf(words: Words, entry: Entry): string {
  const says = entry.undo ? ofTakingBack(words, entry) : undefined;
  return (says ?? of[entry.what](words, entry)) + waitOf(words, entry);
}

type Tell = (words: Words, entry: Entry) => string;

const of: Readonly<Record<Entry['what'], Tell>> = {
  begun: () => 'The route began.',
  called: (words, entry) => `sent to ${words.agency(entry.agency ?? '')}`,
  settled: settledWords,
  refused: refusedWords,
  skipped: (words, { why = '' }) => `Left out (${clause(words.reason(why) ?? why)})`,
  undone: (words, { who }) => `taken back by ${nameOf(words, who)}`,
  waiting: waitingWords,
  unreachable: unreachableWords,
  failed: () => 'a fault of ours kept the call from being made',
  stopped: () => 'the call was called off',
  stuck: (words, { why = '' }) => `stuck${because(words.reason(why))}`,
  retried: () => 'an officer has it tried again',
  resolved: (words, entry) => `an officer gave the answer: ${entry.end ?? 'noted'}`,
  answered: answeredWords,
  withdrawn: (words, { who, steps }) =>
    `${capital(nameOf(words, who))} withdrew ${steps === undefined ? 'the whole' : steps.map(({ title }) => title).join('; ')}.`,
  left: leftWords,
  late: (_words, { why }) =>
    why === 'norm' ? 'takes longer than the agency means it to' : 'the term is over, and an officer is told',
  paused: () => 'an officer stopped the clock of its term',
  resumed: (words, entry) => `an officer had the clock of its term go on${untilOf(words, entry)}`,
  extended: (words, entry) => `an officer gave it ${entry.by ?? 'time'} more${untilOf(words, entry)}`,
  moved: (words, entry) => `the calendar has changed, and its term with it${untilOf(words, entry)}`,
  mended: () => 'the person mended it, and the agency decides anew',
  readdressed: (words, { who, agency = '' }) =>
    `${nameOf(words, who)} says that it is a matter of ${words.agency(agency)}, which has it now`,
  interrupted: (_, { why }) =>
    why === 'worker-away'
      ? 'Our work was interrupted, and went on elsewhere.'
      : 'A fault of ours held the work up.',
  amended: (_words, { why = '' }) => `The law has changed: the route goes on by the rules of ${why}.`,
  closed: () => 'The route is closed.',
};

function settledWords(words: Words, { who, why }: Entry): string {
  if (why === 'nobody') return 'done: there is nobody to do it for';
  if (who === 'law') return 'done, as the law says';
  return who === 'engine' ? 'done' : `done by ${nameOf(words, who)}`;
}

function refusedWords(words: Words, { who, service = '', why }: Entry): string {
  const reason = why === undefined ? undefined : words.refusal(service, why);
  if (who === 'clock') return `closed${because(reason)}`;
  return why === 'declined'
    ? `${nameOf(words, who)} said no`
    : `${nameOf(words, who)} refused${because(reason)}`;
}

function leftWords(words: Words, { who, end, why = '' }: Entry): string {
  if (end === undefined) return `${nameOf(words, who)} leaves it${because(words.reason(why))}`;
  return who === 'clock'
    ? 'stays refused: nobody mended it in time'
    : `stays refused: ${nameOf(words, who)} leaves it so`;
}

function unreachableWords(words: Words, { who, why, attempts }: Entry): string {
  if (why === 'NotYet') return `${nameOf(words, who)} has nothing yet`;
  return `${nameOf(words, who)} could not be reached${attempts ? ` in ${tries(attempts)}` : ''}`;
}

function answeredWords(words: Words, { who, end }: Entry): string {
  if (end === 'done') return `${nameOf(words, who)} answered: done`;
  if (end === 'refused') return `${nameOf(words, who)} said no`;
  return `${nameOf(words, who)} sent an answer that changes nothing`;
}

function waitingWords(words: Words, entry: Entry): string {
  const { who, why = '', agency = '' } = entry;
  const until = untilOf(words, entry);
  const known: Readonly<Record<string, string>> = {
    later: `${nameOf(words, who)} took it in and answers later`,
    polled: `asked of ${words.agency(agency)} again and again, until it has an answer`,
    away: `waiting until ${words.agency(agency)} can be reached again`,
    date: `not before ${until.replace(', until ', '')}`,
    task: `an answer is asked for${until}`,
    database: 'waiting for our own records',
  };
  return known[why] ?? `the person may mend it${until}`;
}

/** Taking back has the same calls and answers as doing. */
function ofTakingBack(
  words: Words,
  { what, who, agency = '', service = '', why }: Entry,
): string | undefined {
  if (what === 'called') return `sent to ${words.agency(agency)} to be taken back`;
  if (what !== 'refused') return undefined;
  const reason = because(why === undefined ? undefined : words.refusal(service, why));
  return `${nameOf(words, who)} did not take it back${reason}`;
}

/** Told where anybody would call it waiting. */
function waitOf(words: Words, { what, awaited, tookMs = 0 }: Entry): string {
  if (awaited === undefined || tookMs < 1_000 || what === 'skipped') return '';
  return `; waited ${durationOf(tookMs)} for ${awaitedName(words, awaited)}`;
}

function awaitedName(words: Words, awaited: Awaited): string {
  if (awaited === 'date') return 'the day to come';
  return nameOf(words, awaited);
}

function nameOf(words: Words, who: Who | Awaited): string {
  if (who === 'person') return 'the person';
  if (who === 'officer') return 'an officer';
  return who.startsWith('agency:') ? words.agency(who.slice('agency:'.length)) : 'Hayot';
}

/** A sentence that goes on after a colon. */
const because = (reason: string | undefined): string =>
  reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`;
const untilOf = ({ timeZone }: Words, { until }: Entry): string =>
  until === undefined ? '' : `, until ${instantIn(timeZone, until)}`;
const tries = (attempts: number): string => (attempts === 1 ? '1 try' : `${attempts} tries`);
/** A sentence as a part of another. */
const clause = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
