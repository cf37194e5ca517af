import { Command, InvalidArgumentError } from 'commander';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { QueryFault, type Read } from '../analysis/history/index.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { leanWorkflows } from '../temporal/lean-workflows.ts';
import { readSettings } from './environment/config.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { workflowBundle } from './environment/workflow-bundle.ts';
import { wordsOf } from './replay/catalogue-words.ts';
import { explainAll } from './replay/explain-all.ts';
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
  .option('--explain', 'tells each route as a story instead', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const wanted = program.parse().opts<Wanted & Readonly<Record<'json' | 'explain', boolean>>>();
if (wanted.route.length + wanted.file.length === 0 && wanted.query === undefined)
  program.error('Say what to replay: --route ID, --query QUERY or --file PATH.');

type Work = readonly [reads: AsyncIterable<Read>, how: { readonly isJson: boolean }];

Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});
leanWorkflows();
try {
  const reads = historiesWanted(wanted);
  const how = { isJson: wanted.json };
  process.exit(await (wanted.explain ? explain(reads, how) : replay(reads, how)));
} catch (error) {
  const sentence =
    error instanceof QueryFault ? `Temporal cannot read --query: ${error.message}` : sentenceFor(error);
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

async function replay(...[reads, how]: Work): Promise<number> {
  return replayAll(process.env['WORKFLOW_BUNDLE'] ?? (await workflowBundle()), reads, how);
}

/** Needs no code of the workflows: only what the history says, and the catalogue's words for it. */
async function explain(...[reads, how]: Work): Promise<number> {
  return explainAll(wordsOf(await loadCatalogue(readSettings().catalogue)), reads, how);
}

function collect(one: string, before: readonly string[]): readonly string[] {
  return [...before, one];
}

function wholeNumber(written: string): number {
  const number = Number(written);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
