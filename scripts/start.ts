import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runDemo } from './demo/index.ts';
import { readSettings, type Settings } from './environment/config.ts';
import { dataFolder } from './environment/folders.ts';
import { runPhases } from './environment/phases.ts';
import { claimRun } from './environment/run-record.ts';
import { sentenceFor } from './environment/sentence-for.ts';
import { startPhases } from './environment/start-phases.ts';
import { demandPorts } from './environment/start-ports.ts';
import { Supervisor } from './environment/supervisor.ts';

const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/** With a terminal and without NO_COLOR: a ticked list. Otherwise plain lines. */
const fancy = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';

// At once: what a phase was still waiting for when all was stopped does not matter any more.
process.exit(await main());

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
    await start(readSettings(), values.once);
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}

/** Brings everything up, carries the two routes of the demo, and goes on until it is told to stop. */
async function start(settings: Settings, once: boolean): Promise<void> {
  const record = await claimRun({
    file: join(dataFolder, 'running.json'),
    address: settings.url.api,
    say: print,
  });
  const supervisor = new Supervisor(print, (child) => {
    record.add(child);
  });
  const told = untilTold(supervisor);
  try {
    await demandPorts(settings);
    await runPhases(startPhases(settings, supervisor), fancy);
    await runDemo(settings, print);
    if (!once) await told;
  } catch (error) {
    if (!supervisor.isStopping()) throw error;
  } finally {
    await supervisor.stopAll();
    record.release();
  }
  print('Stopped. Nothing is lost: the next npm start goes on where the routes are.');
}

/** Resolves when Ctrl-C or another signal has stopped everything; a repeated one changes nothing. */
function untilTold(supervisor: Supervisor): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      if (!supervisor.isStopping()) print('Stopping …');
      void supervisor.stopAll().then(resolve);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
