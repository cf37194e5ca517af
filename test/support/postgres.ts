import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { fromTestRun } from './environment.ts';

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of its own for a test file. Call `drop` when done. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `hayot_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${fromTestRun('template')}`);
  const url = new URL(fromTestRun('server'));
  url.pathname = name;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: fromTestRun('server') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
