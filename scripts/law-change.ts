import { Command } from 'commander';
import { loadCatalogue } from '../catalogue/load.ts';
import { isDatabaseAway } from '../db/away.ts';
import { connect, type Database } from '../db/client.ts';
import { newerRoutes } from '../db/law-change.ts';
import { readSettings } from './environment/config.ts';
import { PlainError } from './environment/plain-error.ts';
import { plainly } from './environment/plainly.ts';
import { apply } from './law-change/apply.ts';
import type { NewLaw } from './law-change/judge.ts';
import { alreadyInWords, inLines, previewOf } from './law-change/preview.ts';

/**
 * `npm run law-change -- preview child-birth 2024-04-01`: which open routes could go on by a newer version; `apply` has
 * the workers move them. Ends with 1 where something could not be done.
 */
interface Options {
  readonly alsoBefore?: true;
}

const settings = readSettings();
const program = new Command('npm run law-change --')
  .description('Says which open routes could go on by a newer version of their life event, and moves them.')
  .configureOutput({ outputError: (said, write) => write(said.replace(/^error: /, '')) });
command('preview', 'changes nothing, and asks PostgreSQL alone')
  .option('--json', 'for machines')
  .option('--list', 'name the routes')
  .action(preview);
command('apply', 'moves what could move, by the workers; may be ended and run again at any time')
  .requiredOption('--reason <why>', 'stands with every route that is moved', reasonOf)
  .option('--limit <n>', 'move so many in this go', countOf, Infinity)
  .action(move);
await plainly(async () => {
  await program.parseAsync();
});

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<life event>', 'as child-birth')
    .argument('<new version>', 'the day it is in force from, as 2024-04-01')
    .option('--also-before', 'also what happened before the new version came into force');
}

async function preview(
  lifeEvent: string,
  version: string,
  { json, list, ...options }: Options & { readonly json?: true; readonly list?: true },
): Promise<void> {
  const law = await lawOf(lifeEvent, version, options);
  await withDatabase(async (db) => {
    const found = await previewOf(db.orm, law);
    print(json === true ? JSON.stringify(found) : inLines(found, list === true).join('\n'));
  });
}

async function move(
  lifeEvent: string,
  version: string,
  { reason, limit, ...options }: Options & { readonly reason: string; readonly limit: number },
): Promise<void> {
  const { team, ...law } = await lawOf(lifeEvent, version, options);
  await withDatabase(async ({ orm: db }) => {
    const { moved, mustNot, failed } = await apply({ db, law, team, reason, limit, say: print });
    const already = await newerRoutes(db, { lifeEvent, version });
    alreadyInWords({ version, already }).forEach(print);
    print(`${moved} moved, ${mustNot} must not, ${failed} failed.`);
    if (failed > 0) process.exitCode = 1;
  });
}

async function lawOf(lifeEvent: string, named: string, { alsoBefore = false }: { alsoBefore?: boolean }) {
  const { lifeEvents, country } = await loadCatalogue(settings.catalogue);
  const versions = Object.hasOwn(lifeEvents, lifeEvent) ? lifeEvents[lifeEvent] : undefined;
  if (versions === undefined)
    throw new PlainError(
      `There is no life event ${lifeEvent}; there are ${Object.keys(lifeEvents).toSorted().join(', ')}.`,
    );
  const version = versions.find(({ compiled }) => compiled.version === named);
  if (version === undefined)
    throw new PlainError(
      `${lifeEvent} has no version ${named}; it has ${versions.map(({ compiled }) => compiled.version).join(', ')}.`,
    );
  const { timeZone, operatorTeam: team = 'operator' } = country;
  return { version, timeZone, alsoBefore, team } satisfies NewLaw & { readonly team: string };
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(
    settings.given.database ?? `postgres://hayot:hayot@127.0.0.1:${settings.port.postgres}/hayot`,
  );
  try {
    return await work(db);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new PlainError('No PostgreSQL answers. Run npm start in another terminal, or set DATABASE_URL.');
  } finally {
    await db.close();
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new PlainError(`--limit is "${text}": write a number of routes, as 100.`);
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= 2_000) return reason;
  throw new PlainError('--reason is empty or longer than 2000 characters: write why, as "Court decision".');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
