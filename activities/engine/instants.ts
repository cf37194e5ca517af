import type { Catalogue } from '../../notation/catalogue.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { type ClockAct, clockEnd, endOfTerm, startOfDay } from '../../terms/index.ts';

/** What the terms of a step count from. */
export interface Beginnings {
  readonly step: Pick<CompiledStep, 'after' | 'within' | 'norm' | 'week'>;
  /** When the step began in this epoch. */
  readonly begun: Date;
  /** What `since` names: the start of a date of the event, or another step's end; null where nothing is named. */
  readonly since: Date | null;
  /** `YYYY-MM-DD` where `after` names a date of the event. */
  readonly afterDate: string | null;
  /** Terms are divided by this, in tests only. */
  readonly timeScale: number;
  /** What officers did to its clock since. */
  readonly acts?: readonly ClockAct[];
  /** The last of them is just being done, and may be refused; those before were allowed when they were done. */
  readonly isLastNew?: boolean;
}

export interface Instants {
  readonly notBefore: Date | null;
  readonly dueAt: Date | null;
  readonly normAt: Date | null;
  /** A day that decides the deadline lies in a time whose decree is not known. */
  readonly isEstimate: boolean;
  readonly isPaused: boolean;
  /** The last act contradicts the legal term's clock; the instants are those without any act. */
  readonly isContradicted: boolean;
}

type Known = Pick<Catalogue, 'calendar' | 'country'>;

/**
 * Turns a step's terms into instants by the agency's calendar. The legal term and the agency's norm are two clocks: a
 * pause stops both, an extension gives more time to the legal term only. Pure. Throws where a term is none.
 */
export function instantsOf(from: Beginnings, known: Known): Instants {
  const { step, begun, since } = from;
  const { calendar, country } = known;
  const end = (start: Date, term: string) =>
    endOfTerm({ from: start, term, week: step.week, calendar, timeZone: country.timeZone }).at;
  const wait = waitEnd(from, country.timeZone, end);
  const notBefore = wait !== null && wait > begun ? wait : null;
  const start = notBefore ?? begun;
  const acts = (from.acts ?? []).map((act) => ({ ...act, at: stretched(act.at, begun, from.timeScale) }));
  const judgedFrom = from.isLastNew === true ? acts.length - 1 : acts.length;
  const legal = clockOf(from, known, { term: step.within, startedAt: since ?? start, acts, judgedFrom });
  const stops = acts.filter(({ is }) => is !== 'extend');
  const norm = clockOf(from, known, { term: step.norm, startedAt: start, acts: stops, judgedFrom: 0 });
  const scale = (at: Date | null) => at && scaled(at, begun, from.timeScale);
  return {
    notBefore: scale(notBefore),
    dueAt: scale(legal.at),
    normAt: scale(norm.at),
    isEstimate: legal.estimate,
    isPaused: step.within !== null && legal.at === null,
    isContradicted: legal.isContradicted,
  };
}

interface Reckoning {
  readonly term: string | null;
  readonly startedAt: Date;
  readonly acts: readonly ClockAct[];
  readonly judgedFrom: number;
}

/** A norm that was over before the pause stays over: acts that a clock refuses do nothing to it. */
function clockOf(
  { step }: Beginnings,
  { calendar, country: { timeZone } }: Known,
  { term, startedAt, acts, judgedFrom }: Reckoning,
): { readonly at: Date | null; readonly estimate: boolean; readonly isContradicted: boolean } {
  if (term === null) return { at: null, estimate: false, isContradicted: false };
  const read = (done: readonly ClockAct[]) =>
    clockEnd(
      { term, week: step.week, startedAt, acts: done },
      { calendar, timeZone, now: startedAt, judgedFrom },
    );
  const end = read(acts);
  if (!('refused' in end)) return { at: end.at, estimate: end.estimate, isContradicted: false };
  const plain = read([]);
  if ('refused' in plain) throw new Error(plain.refused);
  return { at: plain.at, estimate: plain.estimate, isContradicted: true };
}

type End = (start: Date, term: string) => Date;

function waitEnd({ step, begun, since, afterDate }: Beginnings, timeZone: string, end: End): Date | null {
  if (step.after === null) return null;
  if ('term' in step.after) return end(since ?? begun, step.after.term);
  return afterDate === null ? null : startOfDay(afterDate, timeZone);
}

/** Shortens what lies ahead of the step's start; what lies behind it stays past. */
function scaled(at: Date, begun: Date, timeScale: number): Date {
  const ahead = at.getTime() - begun.getTime();
  return ahead <= 0 ? at : new Date(begun.getTime() + ahead / timeScale);
}

/** Where a moment of the shortened time lies on the calendar. */
function stretched(at: Date, begun: Date, timeScale: number): Date {
  return new Date(begun.getTime() + (at.getTime() - begun.getTime()) * timeScale);
}
