import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder, root } from './folders.ts';
import { PlainError } from './plain-error.ts';
import { lastLines, launch, type Running } from './processes.ts';

export interface ServiceOptions {
  readonly name: string;
  /** Entry file inside the clone. */
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Answers 2xx when the service can do its work. */
  readonly readyUrl: string;
  readonly born: (process: Running) => void;
  /** Hears that it takes long. */
  readonly say: (line: string) => void;
}

/** A busy machine, or a server that is away, is no reason to end a process that waits for it. */
const patienceMs = 300_000;
const tellEveryMs = 30_000;

/** Starts one of our own processes and waits until it is ready. */
export async function startService(options: ServiceOptions): Promise<Running> {
  const { name, entry, environment, readyUrl, born, say } = options;
  const service = await launch({
    name,
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', join(root, entry)],
    environment,
    log: join(dataFolder, 'logs', `${name.toLowerCase()}.log`),
    born,
  });
  const began = Date.now();
  let tellAt = began + tellEveryMs;
  while (service.isAlive() && Date.now() < began + patienceMs) {
    // Somebody else may answer on that port, and ours have ended for it.
    if ((await isReady(readyUrl)) && service.isAlive()) return service;
    if (Date.now() > tellAt) {
      tellAt += tellEveryMs;
      say(`${name} runs and is not ready yet; waiting for it. It tells why in ${service.log}`);
    }
    await sleep(50);
  }
  const how = service.isAlive()
    ? `was not ready within ${patienceMs / 60_000} minutes`
    : 'ended at its start';
  const printed = await lastLines(service.log);
  await service.stop();
  throw new PlainError(`${name} ${how}. Its last words (${service.log}):\n${printed}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
