import { Command, InvalidArgumentError } from 'commander';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { QueryFault } from '../analysis/history/index.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { workflowBundle } from './environment/workflow-bundle.ts';
import { replayAll } from './replay/replay-all.ts';
import { historiesWanted, type Wanted } from './replay/wanted.ts';

/**
 * `npm run replay`: does the code as it stands do what histories of routes say? Ends with 0 where all are the same, 1
 * where any differs, 2 where arguments are wrong, or not everything that was asked for could be replayed.
 */
const program = new Command('npm run replay --')
  .description('Replays histories of routes against the code as it stands.')
  .option('--route <id>', 'a route on the server; may be repeated', collect, [])
  .option('--query <query>', `routes that a visibility query finds, e.g. "LifeEvent='child-birth'"`)
  .option('--file <path>', 'a file or a folder with histories; may be repeated', collect, [])
  .option('--limit <number>', 'how many routes the query may find', wholeNumber, 1_000)
  .option('--json', 'one JSON object a line: each route, last the sum', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const wanted = program.parse().opts<Wanted & { readonly json: boolean }>();
if (wanted.route.length + wanted.file.length === 0 && wanted.query === undefined)
  program.error('Say what to replay: --route ID, --query QUERY or --file PATH.');

Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});
try {
  const bundle = process.env['WORKFLOW_BUNDLE'] ?? (await workflowBundle());
  process.exit(await replayAll(bundle, historiesWanted(wanted), { isJson: wanted.json }));
} catch (error) {
  const sentence =
    error instanceof QueryFault ? `Temporal cannot read --query: ${error.message}` : sentenceFor(error);
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function collect(one: string, before: readonly string[]): readonly string[] {
  return [...before, one];
}

function wholeNumber(written: string): number {
  const number = Number(written);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
