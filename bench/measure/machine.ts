import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { runCommand } from '../../scripts/environment/commands.ts';
import { root } from '../../scripts/environment/folders.ts';
import { type FsyncRate, fsyncRate } from './fsync.ts';

/** What a number depends on and does not tell by itself. */
export interface Circumstances {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly system: string;
  };
  /** Of the commit that was measured; `+` where files differ from it. */
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly postgres: Readonly<Record<string, string>>;
  readonly fsync: FsyncRate;
}

export async function circumstances(
  folder: string,
  { database, temporal }: { readonly database: pg.Client; readonly temporal: Client },
): Promise<Circumstances> {
  const [cpu] = cpus();
  const { serverVersion } = await temporal.workflowService.getSystemInfo({});
  const { server_version: postgresVersion = '', ...postgres } = await settingsOf(database);
  return {
    machine: {
      cpu: cpu?.model ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${release()}`,
    },
    commit: await commit(),
    versions: {
      ...{ node: process.versions.node, postgres: postgresVersion, temporalServer: serverVersion },
      ...packagesIn('package.json', ['@temporalio/worker', 'pg', 'undici']),
      ...packagesIn('bench/package.json'),
    },
    postgres,
    fsync: await fsyncRate(folder),
  };
}

const asked = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
];

async function settingsOf(database: pg.Client): Promise<Record<string, string>> {
  const text = 'select name, current_setting(name) as value from pg_settings where name = any($1)';
  const { rows } = await database.query<{ name: string; value: string }>(text, [asked]);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

async function commit(): Promise<string> {
  const head = await runCommand('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: root });
  const differs = await runCommand('git', ['status', '--porcelain'], { cwd: root });
  return head.succeeded ? `${head.printed}${differs.printed === '' ? '' : '+'}` : 'unknown';
}

function packagesIn(file: string, names?: readonly string[]): Record<string, string> {
  const path = join(root, file);
  if (!existsSync(path)) return {};
  const { dependencies } = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  return Object.fromEntries(
    Object.entries(dependencies).filter(([name]) => names === undefined || names.includes(name)),
  );
}
