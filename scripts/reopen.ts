import { Command } from 'commander';
import { createClient } from '../temporal/connection.ts';
import { type Reopened, reopenRoute } from '../temporal/reopen-route.ts';
import { readSettings } from './environment/config.ts';
import { sentenceFor } from './environment/sentence-for.ts';

/**
 * `npm run reopen -- ROUTE… --reason TEXT`: lets routes go on whose runs were ended by hand or by a fault. Ends with 0
 * where all go on, 1 where one does not, 2 where arguments are wrong.
 */
const program = new Command('npm run reopen --')
  .description(
    'Sets routes that were terminated, or failed, back to their last good point; they go on from there.',
  )
  .argument('<routes...>', 'ids of routes')
  .requiredOption('--reason <text>', 'kept in the history of the route')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const { reason } = program.parse().opts<{ readonly reason: string }>();

const sentences: Readonly<Record<Reopened, string>> = {
  reopened: 'goes on from its last good point.',
  runs: 'runs; there is nothing to reopen.',
  completed: 'has completed; there is nothing to reopen. Do its rows say so? npm run rebuild',
  unknown: 'is unknown to this Temporal: bring back the backup that belongs to the database.',
  'never-began': 'was ended before any worker took it up. Start it anew through the API.',
};
const goOn: readonly Reopened[] = ['reopened', 'runs', 'completed'];

const { given, port, namespace } = readSettings();
const client = createClient({ address: given.temporal ?? `127.0.0.1:${port.temporal}`, namespace });
try {
  for (const id of new Set(program.args)) {
    const what = await reopenRoute(client, id, reason);
    if (!goOn.includes(what)) process.exitCode = 1;
    process.stdout.write(`${id} ${sentences[what]}\n`);
  }
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exitCode = 1;
}
await client.connection.close();
