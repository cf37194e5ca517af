import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { accepts } from './ports.ts';
import { PlainError } from './plain-error.ts';
import { lastLines, launch, type Running } from './processes.ts';
import { temporalCommand, type Say } from './temporal-binary.ts';

export interface TemporalOptions {
  /** SQLite file with everything Temporal knows. */
  readonly database: string;
  readonly port: number;
  /** Null: no web UI. */
  readonly uiPort: number | null;
  readonly log: string;
  /** Told of the process the moment it runs. */
  readonly born?: (process: Running) => void;
  readonly say: Say;
}

export interface Temporal extends Running {
  readonly address: string;
}

/** Starts Temporal's development server, fetching its binary if there is none, and waits until it answers. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const folder = dirname(options.database);
  if (!existsSync(folder)) await mkdir(folder, { recursive: true });
  const { command, prefix } = await temporalCommand(options.say);
  const server = await launch({
    name: 'Temporal',
    command,
    args: [...prefix(folder), 'server', 'start-dev', ...serverArguments(options)],
    log: options.log,
    born: options.born,
  });
  const address = `127.0.0.1:${options.port}`;
  await waitUntilReady(server, address);
  return { ...server, address };
}

/** True when a Temporal server answers there within the time given. */
export async function temporalAnswers(address: string, withinMs: number): Promise<boolean> {
  const [host = '', port] = address.split(':');
  if (!(await accepts(host, Number(port)))) return false;
  try {
    const connection = await Connection.connect({ address, connectTimeout: withinMs });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

function serverArguments({ database, port, uiPort }: TemporalOptions): string[] {
  const ui =
    uiPort === null
      ? ['--headless']
      : ['--ui-port', String(uiPort), '--ui-ip', '127.0.0.1', '--ui-disable-news-fetch'];
  return [
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--db-filename',
    database,
    '--log-level',
    'warn',
    // Upkeep finds routes that a fault of ours holds up by what the server reports: after two failures, not five.
    '--dynamic-config-value',
    'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2',
    // Timers are put off by up to this, a second by default, for servers whose clocks differ; here there is one.
    '--dynamic-config-value',
    'history.timerProcessorMaxTimeShift="10ms"',
    // Whatever is killed, nothing is lost; only where the machine loses power the last moments may be.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ...ui,
  ];
}

/** Waits until a server that was started answers. Throws a plain sentence with its last words where it does not. */
export async function waitUntilReady(server: Running, address: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (server.isAlive() && Date.now() < until) {
    // Somebody else may answer on that port, and ours have ended for it.
    if ((await temporalAnswers(address, 1_000)) && server.isAlive()) return;
    await sleep(50);
  }
  const printed = await lastLines(server.log);
  await server.stop();
  throw new PlainError(`Temporal did not start. Its last words (${server.log}):\n${printed}`);
}
