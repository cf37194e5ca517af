import { fileURLToPath } from 'node:url';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { drizzle } from './drizzle.cjs';
import type { Database } from './client.ts';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any fixed number will do; all our processes must use the same one. */
const lock = 4_185_012_024;

/** Brings the tables up to date. Several processes may start at once: one migrates, the others wait for it. */
export async function migrate(db: Database): Promise<void> {
  const connection = await db.pool.connect();
  try {
    await connection.query('select pg_advisory_lock($1)', [lock]);
    await runMigrations(drizzle({ client: connection }), { migrationsFolder: folder });
  } finally {
    // Closing the connection frees the lock, also after a failed migration.
    connection.release(true);
  }
}
