import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readDecree } from '../catalogue/decree.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { connect, type Database } from '../db/client.ts';
import { decreesOf } from '../db/clocks/decrees.ts';
import { movesOf } from '../db/operations/read.ts';
import { orderRecalculation } from '../db/operations/order.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import { decreeFaults, type DecreeOfYear, withDecree } from '../terms/index.ts';
import { foresee } from './calendar/foresee.ts';
import { readSettings } from './environment/config.ts';
import { PlainError } from './environment/plain-error.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { lookOn } from './operation/look-on.ts';

/** `npm run calendar -- apply FILE [--dry-run]`, `npm run calendar -- list`: decrees published while routes run. */
const program = new Command('npm run calendar --').description(
  'Applies decrees on days off to running routes.',
);
program
  .command('apply <file>')
  .description(
    'Stores a decree, moves every running deadline, and lists whom to tell. Needs a running worker.',
  )
  .option('--dry-run', 'only list which deadlines would move', false)
  .action((file: string, { dryRun }: { dryRun: boolean }) =>
    run((db, catalogue) => apply({ db, catalogue }, file, dryRun)),
  );
program
  .command('list')
  .description('Decrees that were applied while routes ran.')
  .action(() => run(list));
await program.parseAsync();

async function run(work: (db: Database, catalogue: Catalogue) => Promise<void>): Promise<void> {
  const { given, port, catalogue } = readSettings();
  const db = connect(given.database ?? `postgres://hayot:hayot@127.0.0.1:${port.postgres}/hayot`);
  try {
    await work(db, await loadCatalogue(catalogue));
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode = 2;
  }
  await db.close();
}

async function list(db: Database, { country }: Catalogue): Promise<void> {
  const applied = await decreesOf(db.orm, country.id);
  if (applied.length === 0) print('No decree was applied beside the catalogue.');
  for (const { decree } of applied)
    print(
      `${decree.year}: ${decree.source}, published ${decree.publishedOn}: ${Object.keys(decree.days).join(', ')}`,
    );
}

interface Place {
  readonly db: Database;
  readonly catalogue: Catalogue;
}

async function apply(place: Place, file: string, dryRun: boolean): Promise<void> {
  const decree = await decreeIn(file, place);
  if (!dryRun) {
    await carryOut(place, decree);
    return;
  }
  let count = 0;
  for await (const move of foresee(place.db, place.catalogue, decree)) {
    count += 1;
    print(inWords(move, move.client));
  }
  print(`${count} deadlines would move. Nothing was changed.`);
}

/** Throws all faults of the file in one error. */
async function decreeIn(file: string, { db, catalogue }: Place): Promise<DecreeOfYear> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new PlainError(`${file} cannot be read. Name the file of a decree.`);
  });
  const read = readDecree(text, catalogue);
  if ('faults' in read) throw new PlainError(read.faults.join('\n'));
  const { decree } = read;
  const known = (await decreesOf(db.orm, catalogue.country.id))
    .filter((one) => one.decree.source !== decree.source || one.decree.publishedOn !== decree.publishedOn)
    .reduce((calendar, one) => withDecree(calendar, one.decree), catalogue.calendar);
  const faults = decreeFaults(known, decree);
  if (faults.length > 0) throw new PlainError(faults.join('\n'));
  return decree;
}

/** The workers do it; this looks on, and may be ended without harm. */
async function carryOut({ db, catalogue: { country } }: Place, decree: DecreeOfYear): Promise<void> {
  const [id, team] = [randomUUID(), country.operatorTeam ?? 'operator'];
  const by = { actor: 'command line', role: 'operator', team };
  await orderRecalculation(db.orm, { id, country: country.id, decree, ...by });
  print(`Operation ${id}. The workers do it, also when you end this.`);
  const operation = await lookOn(db.orm, { id, team, did: 'have reckoned anew' }, print);
  const moves = await movesOf(db.orm, operation);
  for (const move of moves) print(inWords(move, move.client));
  print(`${moves.length} deadlines moved: tell these people.`);
}

interface Move {
  readonly route: string;
  readonly step: string;
  readonly from: Date | null;
  readonly to: Date | null;
}

function inWords({ route, step, from, to }: Move, portal: string): string {
  return `${route} ${step}: ${told(from)} -> ${told(to)} (tell by ${portal})`;
}

function told(at: Date | null): string {
  if (at === null) return 'no end';
  return at.toLocaleString('sv-SE', { timeZone: 'Asia/Tashkent', dateStyle: 'short', timeStyle: 'short' });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
