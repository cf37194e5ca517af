/** Arithmetic on calendar dates `YYYY-MM-DD`, and the way between them and instants in a time zone. */

const dayMs = 86_400_000;

const toUtc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const toDate = (utc: Date | number): string => new Date(utc).toISOString().slice(0, 10);

export function addDays(date: string, days: number): string {
  return toDate(toUtc(date).getTime() + days * dayMs);
}

/** Days from one date to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (toUtc(to).getTime() - toUtc(from).getTime()) / dayMs;
}

/** The same day so many months on; the last day of the month where it has no such day (31 January + 1 month). */
export function addMonths(date: string, months: number): string {
  const first = toUtc(`${date.slice(0, 7)}-01`);
  const target = first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(first.setUTCMonth(first.getUTCMonth() + 1) - dayMs).getUTCDate();
  return addDays(toDate(target), Math.min(Number(date.slice(8)), lastDay) - 1);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: string): number {
  return toUtc(date).getUTCDay();
}

/** `Mon`, `Tue` … */
export function weekdayName(date: string): string {
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekday(date)] ?? '';
}

/** The date that a clock on the wall of that time zone shows. */
export function localDate(instant: Date, timeZone: string): string {
  return toDate(instant.getTime() + offsetMs(instant.getTime(), timeZone));
}

/** `2026-11-22 18:00`, as a clock on the wall of that time zone shows it. */
export function localMinute(instant: Date, timeZone: string): string {
  const local = new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

/** The instant at which a date begins in a time zone; it is also the end (24:00) of the day before. */
export function startOfDay(date: string, timeZone: string): Date {
  const utc = toUtc(date).getTime();
  const guess = utc - offsetMs(utc, timeZone);
  return new Date(utc - offsetMs(guess, timeZone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(instant: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
