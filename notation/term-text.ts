const term = /^[1-9]\d{0,3} ((minute|hour|working day|day|month)s?|(day|month)s? exactly)$/;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** True for `1 working day`, `30 minutes`, `10 days exactly`: a whole number from 1 and a unit. */
export function isTerm(text: string): boolean {
  return term.test(text);
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!date.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** How a term is written, for messages. */
export const termForm =
  'a whole number and minutes, hours, working days, days or months, e.g. "1 working day"';
