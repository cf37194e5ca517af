import type { Queries } from './client.ts';

/**
 * A statement for many executions: built once for a pool, and parsed once by each of its connections, which know it by
 * its name. To build one costs Drizzle more than to run it. A transaction, with a connection of its own, builds it anew.
 */
export function prepared<Statement>(build: (db: Queries) => Statement): (db: Queries) => Statement {
  const built = new WeakMap<Queries, Statement>();
  return (db) => {
    const known = built.get(db) ?? build(db);
    built.set(db, known);
    return known;
  };
}
