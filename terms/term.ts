/** How long something may take. Minutes and hours run on the clock, the others by the calendar. */
export interface Term {
  readonly count: number;
  readonly unit: Unit;
}
export type Unit = 'minute' | 'hour' | 'working day' | 'day' | 'month';

const written = /^([1-9]\d{0,3}) (minute|hour|working day|day|month)s?$/;

/**
 * Reads a term as a definition writes it: `30 minutes`, `1 working day`, `6 months`.
 * Throws where the text is no term; a catalogue is checked at load, so that no route meets it.
 */
export function parseTerm(text: string): Term {
  const [, count, unit] = written.exec(text) ?? [];
  if (count === undefined) {
    throw new Error(`"${text}" is no term: write "1 working day", "30 minutes", "10 days" or "6 months".`);
  }
  return { count: Number(count), unit: unit as Unit };
}
