import type { Catalogue } from '../../notation/catalogue.ts';
import type { CompiledStep } from '../../notation/compiled-route.ts';
import { endOfTerm, startOfDay } from '../../terms/index.ts';

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
}

export interface Instants {
  readonly notBefore: Date | null;
  readonly dueAt: Date | null;
  readonly normAt: Date | null;
}

/** Turns a step's terms into instants by the agency's calendar. Pure. Throws where a term is none. */
export function instantsOf(from: Beginnings, catalogue: Pick<Catalogue, 'calendar' | 'country'>): Instants {
  const { step, begun, since } = from;
  const { calendar, country } = catalogue;
  const end = (start: Date, term: string) =>
    endOfTerm({ from: start, term, week: step.week, calendar, timeZone: country.timeZone }).at;
  const wait = waitEnd(from, country.timeZone, end);
  const notBefore = wait !== null && wait > begun ? wait : null;
  const start = notBefore ?? begun;
  const scale = (at: Date) => scaled(at, begun, from.timeScale);
  return {
    notBefore: notBefore && scale(notBefore),
    dueAt: step.within === null ? null : scale(end(since ?? start, step.within)),
    normAt: step.norm === null ? null : scale(end(start, step.norm)),
  };
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
