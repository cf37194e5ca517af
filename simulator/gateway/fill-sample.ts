import { syntheticPinfl } from '../../catalogue/uz/synthetic.ts';
import { today } from '../../catalogue/uz/today.ts';
import { valueAt } from '../../notation/facts.ts';
import type { Sample } from '../../notation/service.ts';
import type { Seeded } from '../seeded.ts';

export interface Filling {
  readonly input: Readonly<Record<string, unknown>>;
  readonly seeded: Seeded;
  /** The moment of the effect. */
  readonly now: Date;
}

/** Serials from here on give birth to an agreed situation, so a seeded one stays below. */
const firstSituation = 900;
const sexes = ['female', 'male'] as const;

/** Fills a sample in: what `$digits`, `$input`, `$pinfl`, `$date` and `$text` stand for, the rest as it is. */
export function fillSample(sample: Sample, filling: Filling): Record<string, unknown> {
  return fillFields(sample, filling);
}

function fill(part: unknown, filling: Filling): unknown {
  if (Array.isArray(part)) return part.map((item) => fill(item, filling));
  if (typeof part !== 'object' || part === null) return part;
  const [name, ...others] = Object.keys(part);
  const filler = name === undefined || others.length > 0 ? undefined : fillers[name];
  const fields = part as Record<string, unknown>;
  return filler === undefined ? fillFields(fields, filling) : filler(fields[name ?? ''], filling);
}

function fillFields(fields: Sample, filling: Filling): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, part]) => [name, fill(part, filling)]));
}

const fillers: Readonly<Record<string, (told: unknown, filling: Filling) => unknown>> = {
  $digits: (count, { seeded }) => seeded.digits(Number(count)),
  $input: (field, { input }) => valueAt(input, String(field)),
  $pinfl: (told, filling) => pinfl(told as PinflWords, filling),
  $date: (told, { now }) => dayAfter(today(now), String(told)),
  $text: (text, { seeded }) =>
    String(text).replace(/\{digits:(\d+)\}/g, (_all, count: string) => seeded.digits(Number(count))),
};

/** Names of input fields; without them the number is a grown-up's, seeded. */
interface PinflWords {
  readonly bornOn?: string;
  readonly sex?: string;
  readonly serial?: number;
}

function pinfl(told: PinflWords, { input, seeded }: Filling): string {
  const bornOn = valueAt(input, told.bornOn ?? '');
  const sex = valueAt(input, told.sex ?? '');
  return syntheticPinfl({
    bornOn: typeof bornOn === 'string' ? bornOn : adultsBirthday(seeded),
    sex: sexes.find((one) => one === sex) ?? sexes[seeded.below(2)] ?? 'female',
    territory: seeded.below(1000),
    serial: told.serial ?? seeded.below(firstSituation),
  });
}

function adultsBirthday(seeded: Seeded): string {
  const twoDigits = (from: number, count: number) => String(from + seeded.below(count)).padStart(2, '0');
  return `${1960 + seeded.below(40)}-${twoDigits(1, 12)}-${twoDigits(1, 28)}`;
}

/** `+3 days`, `-1 month`, `+2 years` from a date, the day cut to the month's last. */
function dayAfter(date: string, told: string): string {
  const [, sign, count, unit] = /^([+-])(\d{1,4}) (day|month|year)s?$/.exec(told) ?? [];
  if (unit === undefined)
    throw new Error(`A sample says $date: '${told}'; it must be like '+3 days' or '-1 month'.`);
  const step = Number(count) * (sign === '-' ? -1 : 1);
  const day = new Date(`${date}T00:00:00Z`);
  if (unit === 'day') day.setUTCDate(day.getUTCDate() + step);
  else moveMonths(day, unit === 'year' ? step * 12 : step);
  return day.toISOString().slice(0, 10);
}

function moveMonths(day: Date, months: number): void {
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
}
