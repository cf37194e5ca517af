import { Command } from 'commander';
import { serverBinaries } from '../bench/temporal/build-server.ts';
import { plainly } from './environment/plainly.ts';

/** Builds Temporal's server and its schema tool from Go modules, so that `npm run bench` finds them: `npm run temporal-postgres`. */
new Command('npm run temporal-postgres')
  .description(
    'Builds the Temporal server that npm run bench runs on PostgreSQL, once, into .cache (docs/bench.md).',
  )
  .parse();

await plainly(async () => {
  const say = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  const binaries = await serverBinaries(say);
  if (binaries === undefined) process.exitCode = 1;
  else say(`It is there: ${binaries.server}`);
});
