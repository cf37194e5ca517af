/** How long something may take. Minutes and hours run on the clock, the others by the calendar. */
export interface Term {
  readonly count: number;
  readonly unit: Unit;
  /** `10 days exactly`: ends on its last day, also where that is a day off. */
  readonly exactly?: true;
}
export type Unit = 'minute' | 'hour' | 'working day' | 'day' | 'month';

const written = /^([1-9]\d{0,3}) (?:(minute|hour|working day|day|month)s?|(day|month)s? exactly)$/;

/**
 * Reads a term as a definition writes it: `30 minutes`, `1 working day`, `6 months`, `10 days exactly`.
 * Throws where the text is no term; a catalogue is checked at load, so that no route meets it.
 */
export function parseTerm(text: string): Term {
  const [, count, unit, exact] = written.exec(text) ?? [];
  if (count === undefined) {
    throw new Error(`"${text}" is no term: write "1 working day", "30 minutes", "10 days" or "6 months".`);
  }
  return exact === undefined
    ? { count: Number(count), unit: unit as Unit }
    : { count: Number(count), unit: exact as Unit, exactly: true };
}

/** A term as people read it: `1 working day`, `0 days`. */
export function termText({ count, unit }: Pick<Term, 'count' | 'unit'>): string {
  return `${count.toString()} ${unit}${count === 1 ? '' : 's'}`;
}

/** Milliseconds of a unit that runs on the clock; undefined for units that count by the calendar. */
export const clockMs: Partial<Record<Unit, number>> = { minute: 60_000, hour: 3_600_000 };
