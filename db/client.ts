import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { PoolSettings } from './config.ts';

/** Named queries take this: a connection of the pool or a running transaction alike. */
export type Queries = PgDatabase<NodePgQueryResultHKT>;

export interface Database {
  readonly orm: NodePgDatabase;
  /** For LISTEN and for locks that last longer than a transaction. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Bounds are for processes that serve; a script may take its time. */
const unbounded: PoolSettings = { connections: 10, connectMs: 0, statementMs: 0, idleTransactionMs: 0 };

/** Opens a pool. Connects at the first query: an unreachable server shows there. */
export function connect(url: string, settings: Partial<PoolSettings> = {}): Database {
  const { connections, connectMs, statementMs, idleTransactionMs } = { ...unbounded, ...settings };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'hayot',
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleTransactionMs,
    // A server that vanished without a word is noticed by the network, not by a request that waits for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A server that restarts ends idle connections, and cuts off transactions that do nothing: without a listener, here
  // and on connections in use, that would end our process. Who uses such a connection next is told.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { orm: drizzle({ client: pool }), pool, close: () => pool.end() };
}

/** The instant that a transaction's rows carry: the clock of the database, not of this machine. */
export async function databaseNow(tx: Queries): Promise<Date> {
  const { rows } = await tx.execute<{ now: string }>(sql`select now() as now`);
  return new Date(rows[0]?.now ?? Date.now());
}
