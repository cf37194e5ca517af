import type pg from 'pg';
import type { Database } from './client.ts';

/** For readiness: who asks does not wait long, and comes again. */
const withinMs = 2_000;

/** True when PostgreSQL answers now. A question that is not answered ends its connection, so that many take none away. */
export function isDatabaseUp({ pool }: Database): Promise<boolean> {
  const question: pg.QueryConfig & { readonly query_timeout: number } = {
    text: 'select 1',
    query_timeout: withinMs,
  };
  return pool.query(question).then(
    () => true,
    () => false,
  );
}
