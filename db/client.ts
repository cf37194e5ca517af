import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { drizzle, sql } from './drizzle.cjs';
import type { PoolSettings } from './config.ts';
import { endWhenSilent } from './end-when-silent.ts';
import { carry } from './statement.ts';

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

/** An answer is waited for so much longer than PostgreSQL may take for it. */
const arrivalMs = 1_000;

const goodbyeMs = 1_000;

/** To open one, and to plan what is asked on it, takes longer than most questions: after a pause nobody shall wait for that. */
const keptIdleMs = 10 * 60_000;

/** Opens a pool. Connects at the first query: an unreachable server shows there. */
export function connect(url: string, settings: Partial<PoolSettings> = {}): Database {
  const { connections, connectMs, statementMs, idleTransactionMs } = { ...unbounded, ...settings };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    idleTimeoutMillis: keptIdleMs,
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
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    open.add(client);
    client.on('end', () => open.delete(client));
    client.on('error', () => undefined);
    if (statementMs > 0) endWhenSilent(client, statementMs + arrivalMs);
  });
  const close = async () => {
    await pool.end();
    // Whoever does not take our goodbye must not keep an ending process alive.
    setTimeout(() => {
      for (const client of open) client.connection.stream.destroy();
    }, goodbyeMs).unref();
  };
  return { orm: ormOf(pool), pool, close };
}

/** Drizzle's own transaction never gives a connection back on which not even the beginning went through. */
function ormOf(pool: pg.Pool): NodePgDatabase {
  const orm = drizzle({ client: pool });
  carry(orm, pool);
  orm.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle({ client }).transaction((tx) => {
        carry(tx, client);
        return work(tx);
      }, config);
    } finally {
      client.release();
    }
  };
  return orm;
}

/** The instant that a transaction's rows carry: the clock of the database, not of this machine. */
export async function databaseNow(tx: Queries): Promise<Date> {
  const { rows } = await tx.execute<{ now: string }>(sql`select now() as now`);
  return new Date(rows[0]?.now ?? Date.now());
}
