import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CalendarData, Country } from '../notation/catalogue.ts';
import { isDay, isTerm, termForm } from '../notation/term-text.ts';
import { explainTerm, knownOn, startOfDay } from '../terms/index.ts';
import { root } from './environment/folders.ts';

/** `npm run --silent term -- --from 2024-12-13 --within "1 working day" --week 5`: when a term ends, and why. */
interface Options {
  readonly from?: string;
  readonly within?: string;
  readonly week: string;
  readonly country: string;
  readonly knownOn?: string;
  readonly json?: true;
  readonly strict?: true;
}

const exitCodes = { wrong: 2, estimate: 3 } as const;

const program = new Command('npm run --silent term --')
  .description('Says when a term ends, and line by line why.')
  .option('--from <day or instant>', 'receipt: 2024-12-13, or 2024-12-13T10:00+05:00 for minutes and hours')
  .option('--within <term>', '"1 working day", "30 minutes", "10 days", "10 days exactly" or "6 months"')
  .option('--week <5|6>', 'days a week the agency works', '5')
  .option('--country <id>', 'whose calendar', 'uz')
  .option('--known-on <day>', 'leave out decrees that were published later')
  .option('--json', 'for machines: {"deadline", "at", "estimate", "why"}')
  .option('--strict', `end with ${exitCodes.estimate} where the day is an estimate`)
  .addHelpText(
    'after',
    '\nAn estimate may move: a day that decided it is settled by no decree yet.\n' +
      'Ends with 0; 2 for wrong arguments; 3 for an estimate under --strict.\n' +
      'Example: npm run --silent term -- --from 2024-12-13 --within "1 working day" --week 5',
  )
  .configureOutput({ outputError: (said, write) => write(said.replace(/^error: /, '')) })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : exitCodes.wrong));

const options: Options = program.parse().opts();
const faults = faultsOf(options);
if (faults.length > 0) program.error(faults.join('\n'));
const { estimate, ...explained } = explainTerm(await questionOf(options));
print({ ...explained, estimate }, options);
process.exitCode = options.strict === true && estimate ? exitCodes.estimate : 0;

function print({ deadline, at, estimate, why }: ReturnType<typeof explainTerm>, { json }: Options): void {
  const open = estimate ? ['An estimate: a day that decided it is settled by no decree yet.'] : [];
  const said =
    json === true
      ? JSON.stringify({ deadline, at: at.toISOString(), estimate, why: [...why, ...open] })
      : [deadline, ...open, ...why].join('\n');
  process.stdout.write(`${said}\n`);
}

async function questionOf({ from = '', within = '', week, country, knownOn: known }: Options) {
  const { calendar, timeZone } = await calendarOf(country);
  return {
    from: isDay(from) ? startOfDay(from, timeZone) : new Date(from),
    term: within,
    week: week === '5' ? 5 : 6,
    calendar: known === undefined ? calendar : knownOn(calendar, known),
    timeZone,
  } as const;
}

/** Each option that is wrong, with what to write instead. */
function faultsOf({ from, within, week, country, knownOn: known }: Options): string[] {
  const onClock = within !== undefined && /minute|hour/.test(within);
  const day = 'write a day that exists, as 2024-12-13';
  const begin = onClock ? 'for minutes and hours write an instant, as 2024-12-13T10:00+05:00' : day;
  const mayBegin = (text: string) => isInstant(text) || (!onClock && isDay(text));
  const checks = [
    ['from', from, mayBegin, begin],
    ['within', within, isTerm, `write ${termForm}`],
    ['week', week, (text: string) => text === '5' || text === '6', 'agencies work 5 or 6 days'],
    ['country', country, isCountry, `there are calendars of ${countries().join(', ')}`],
    ['known-on', known ?? '2024-12-13', isDay, day],
  ] as const;
  return checks.flatMap(([option, given, isRight, remedy]) => {
    if (given === undefined) return [`--${option} is missing: ${remedy}.`];
    return isRight(given) ? [] : [`--${option} is "${given}": ${remedy}.`];
  });
}

/** An instant with its zone, on a day that exists. */
function isInstant(text: string): boolean {
  const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
  return isDay(form.exec(text)?.[1] ?? '') && !Number.isNaN(Date.parse(text));
}

function countries(): string[] {
  const hasCalendar = (name: string) => existsSync(join(root, 'catalogue', name, 'calendar/index.ts'));
  return readdirSync(join(root, 'catalogue')).filter(hasCalendar);
}

function isCountry(id: string): boolean {
  return countries().includes(id);
}

/** Only calendar and time zone: a lawyer's question does not wait for the whole catalogue. */
async function calendarOf(id: string): Promise<{ calendar: CalendarData; timeZone: string }> {
  const { calendar } = (await import(`../catalogue/${id}/calendar/index.ts`)) as { calendar: CalendarData };
  const { country } = (await import(`../catalogue/${id}/country.ts`)) as { country: Country };
  return { calendar, timeZone: country.timeZone };
}
