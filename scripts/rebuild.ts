import { WorkflowNotFoundError } from '@temporalio/client';
import { Command } from 'commander';
import { rebuildRoute, type Rebuilt } from '../activities/upkeep/rebuild-route.ts';
import { inWords } from '../analysis/fold/index.ts';
import { connect } from '../db/client.ts';
import { openRouteIds } from '../db/rebuild.ts';
import { createClient } from '../temporal/connection.ts';
import { readSettings } from './environment/config.ts';
import { sentenceFor } from './environment/sentence-for.ts';

/**
 * `npm run rebuild -- ROUTE…`: makes the rows of routes say what their histories say. Ends with 0 where all is well or
 * was mended, 1 where `--check` found something, 2 where arguments are wrong or a route could not be looked at.
 */
const program = new Command('npm run rebuild --')
  .description('Compares the rows of routes with their histories, and writes them anew where they differ.')
  .argument('[routes...]', 'ids of routes')
  .option('--all-open', 'every open route too', false)
  .option('--check', 'write nothing; exit 1 where something differs', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const { allOpen, check } = program.parse().opts<{ readonly allOpen: boolean; readonly check: boolean }>();
if (program.args.length === 0 && !allOpen) program.error('Name a route, or say --all-open.');

const { given, port, namespace } = readSettings();
const db = connect(given.database ?? `postgres://hayot:hayot@127.0.0.1:${port.postgres}/hayot`);
const temporal = createClient({ address: given.temporal ?? `127.0.0.1:${port.temporal}`, namespace });
const sum = { same: 0, differed: 0, failed: 0 };
try {
  const open = allOpen ? await openRouteIds(db.orm) : [];
  for (const id of new Set([...program.args, ...open])) print(`${id}: ${await lookAt(id)}`);
  print(
    `${sum.same} as they should be, ${sum.differed} ${check ? 'not' : 'mended'}, ${sum.failed} not looked at.`,
  );
} catch (error) {
  sum.failed += 1;
  process.stderr.write(`${sentenceFor(error)}\n`);
}
await Promise.all([db.close(), temporal.connection.close()]);
process.exitCode = sum.failed > 0 ? 2 : check && sum.differed > 0 ? 1 : 0;

async function lookAt(id: string): Promise<string> {
  try {
    return wordsOf(await rebuildRoute({ db, temporal }, id, { write: !check }));
  } catch (error) {
    sum.failed += 1;
    if (error instanceof WorkflowNotFoundError)
      return 'Temporal has no history of it (any more); nothing was compared.';
    return sentenceFor(error);
  }
}

function wordsOf(rebuilt: Rebuilt): string {
  if (rebuilt.is === 'unknown') {
    sum.failed += 1;
    return 'PostgreSQL has no such route.';
  }
  sum[rebuilt.is] += 1;
  if (rebuilt.is === 'same') return 'as its history says.';
  const did = rebuilt.written ? 'Written anew.' : 'Nothing was written.';
  return ['differs from its history.', ...rebuilt.differences.map(inWords), did].join('\n    ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
