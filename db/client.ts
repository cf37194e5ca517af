import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import pg from 'pg';

/** Named queries take this: a connection of the pool or a running transaction alike. */
export type Queries = PgDatabase<NodePgQueryResultHKT>;

export interface Database {
  readonly orm: NodePgDatabase;
  /** For LISTEN and for locks that last longer than a transaction. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool of at most `connections`. Connects at the first query: an unreachable server shows there. */
export function connect(url: string, connections = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: 'hayot' });
  // A server that restarts ends idle connections; without a listener that would end our process.
  pool.on('error', () => undefined);
  return { orm: drizzle({ client: pool }), pool, close: () => pool.end() };
}

/** The instant that a transaction's rows carry: the clock of the database, not of this machine. */
export async function databaseNow(tx: Queries): Promise<Date> {
  const { rows } = await tx.execute<{ now: string }>(sql`select now() as now`);
  return new Date(rows[0]?.now ?? Date.now());
}
