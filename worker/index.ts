import { pino } from 'pino';
import { CatalogueFault } from '../catalogue/fault.ts';
import { NotTogether } from '../temporal/installation.ts';
import { type WorkerConfig, workerConfig } from './config.ts';
import { runWorker } from './run-worker.ts';

/** Longer than the grace time of calls: what is not done then is repeated by another worker, under the same key. */
const patienceMs = 30_000;

const ending = new AbortController();
// A second signal ends the process at once.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    ending.abort();
    setTimeout(() => {
      log.warn('the worker ends with work under way; another one repeats it');
      process.exit(0);
    }, patienceMs).unref();
  });

function configOrEnd(): WorkerConfig {
  try {
    return workerConfig();
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : 'The worker cannot read its settings.'}\n`,
    );
    process.exit(1);
  }
}

const config = configOrEnd();
const log = pino({ name: 'worker', level: config.logLevel });
try {
  await runWorker(config, log, ending.signal);
  log.info('the worker has ended');
} catch (error) {
  const isTold = ending.signal.aborted;
  if (isTold) log.info('the worker has ended before it began');
  else if (error instanceof CatalogueFault) process.stderr.write(`${error.message}\n`);
  else if (error instanceof NotTogether) log.fatal({ reason: error.message }, 'the worker does not start');
  else log.fatal(error instanceof Error ? { at: error.stack } : {}, 'the worker cannot go on');
  process.exitCode = isTold ? 0 : 1;
}
// The SDK's runtime would keep an idle process alive.
process.exit();
