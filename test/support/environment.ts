import { rm } from 'node:fs/promises';
import type { Running } from '../../scripts/environment/processes.ts';
import { claimRun, type RunRecord } from '../../scripts/environment/run-record.ts';

/** What a test run started and made. Set-up and teardown run in the same process and share this. */
const servers: Running[] = [];
const folders: string[] = [];
let record: RunRecord | undefined;

/** Remembers a server, so that it is ended however the run ends. */
export function keepServer(server: Running): void {
  servers.push(server);
  record?.add(server);
}

/** Writes the servers of this run to a file, for the next run to find them should this one be killed. */
export async function recordServers(file: string): Promise<void> {
  record = await claimRun({ file, address: 'a test run', say: () => undefined });
}

/** Remembers a folder that the end of the run deletes. */
export function keepFolder(folder: string): void {
  folders.push(folder);
}

/** Ends the servers in order and deletes what they wrote. */
export async function endEnvironment(): Promise<void> {
  await Promise.all(servers.map((server) => server.stop(3_000)));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Ends the servers at once, for a run that is interrupted. */
export function killEnvironment(): void {
  for (const server of servers.filter((one) => one.isAlive())) process.kill(server.pid, 'SIGKILL');
}

/** How test files, which run in other processes, learn where the servers are. */
const variable = {
  server: 'HAYOT_TEST_DATABASE_SERVER',
  template: 'HAYOT_TEST_DATABASE_TEMPLATE',
  temporal: 'HAYOT_TEST_TEMPORAL_ADDRESS',
  temporalDatabase: 'HAYOT_TEST_TEMPORAL_DATABASE',
  bundle: 'HAYOT_TEST_WORKFLOW_BUNDLE',
  bundleFault: 'HAYOT_TEST_WORKFLOW_BUNDLE_FAULT',
} as const;
type Told = keyof typeof variable;

export function tellTestFiles(told: Partial<Record<Told, string>>): void {
  for (const [name, value] of Object.entries(told)) process.env[variable[name as Told]] = value;
}

/** What set-up told; only integration tests are told anything. */
export function fromTestRun(name: Told): string {
  const value = process.env[variable[name]];
  if (value !== undefined) return value;
  throw new Error(`${variable[name]} is not set. Only *.int.test.ts files may use the test servers.`);
}
