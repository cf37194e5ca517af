import { country } from './country.ts';

const format = new Intl.DateTimeFormat('en-CA', { timeZone: country.timeZone, dateStyle: 'short' });

/** Today's date `YYYY-MM-DD` on the wall clock of the country. */
export function today(now: Date = new Date()): string {
  return format.format(now);
}
