import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { openFolder } from '../../scripts/environment/folders.ts';
import { freePort } from '../../scripts/environment/ports.ts';
import { ensureDatabase, startPostgres } from '../../scripts/environment/postgres.ts';
import { startTemporal } from '../../scripts/environment/temporal-server.ts';
import { workflowBundle } from '../../scripts/environment/workflow-bundle.ts';
import {
  endEnvironment,
  keepFolder,
  keepServer,
  killEnvironment,
  recordServers,
  tellTestFiles,
} from './environment.ts';
import { clearLeftovers, folderName, recordName } from './leftovers.ts';

/** Starts PostgreSQL and Temporal on free ports, once for all integration tests of a run. */
export default async function startEnvironment(): Promise<void> {
  await clearLeftovers();
  const folder = await mkdtemp(join(openFolder, folderName));
  await chmod(folder, 0o755);
  keepFolder(folder);
  await recordServers(join(folder, recordName));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopAtOnce);
  const started = await Promise.allSettled([databases(folder), temporal(folder), bundle()]);
  const failed = started.find((one) => one.status === 'rejected');
  if (failed === undefined) return;
  await endEnvironment();
  throw failed.reason;
}

/** A server, and on it a migrated database that every test file gets a copy of. */
async function databases(folder: string): Promise<void> {
  const template = `hayot_template_${process.pid}`;
  const server = process.env['DATABASE_URL'] ?? (await ownPostgres(folder));
  await ensureDatabase(server, template);
  const url = new URL(server);
  url.pathname = template;
  const db = connect(url.href);
  await migrate(db).finally(() => db.close());
  tellTestFiles({ server, template });
}

async function ownPostgres(folder: string): Promise<string> {
  const log = join(folder, 'postgres.log');
  const data = join(folder, 'postgres');
  const postgres = await startPostgres({
    data,
    port: await freePort(),
    log,
    volatile: true,
    born: keepServer,
  });
  keepFolder(postgres.data);
  return postgres.url('postgres');
}

async function temporal(folder: string): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const database = join(folder, 'temporal.db');
  const log = join(folder, 'temporal.log');
  const port = await freePort();
  const server = await startTemporal({ database, port, uiPort: null, log, say, born: keepServer });
  tellTestFiles({ temporal: server.address, temporalDatabase: database });
}

/** Workflow code that cannot be bundled fails the tests that need it, and only those. */
async function bundle(): Promise<void> {
  await workflowBundle().then(
    (file) => {
      tellTestFiles({ bundle: file });
    },
    (error: unknown) => {
      tellTestFiles({ bundleFault: String(error) });
    },
  );
}

function stopAtOnce(): void {
  killEnvironment();
  process.exit(130);
}
