import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Queries } from './client.ts';

/** A statement in its own words. Each connection parses and plans it once, and knows it by its name from then on. */
export interface Statement {
  readonly name: string;
  /** With `$1`, `$2`… for the values. */
  readonly text: string;
}

const carriers = new WeakMap<Queries, Pool | PoolClient>();

/** Lets statements be run where these queries go: over a pool, or on the one connection of a transaction. */
export function carry(queries: Queries, by: Pool | PoolClient): void {
  carriers.set(queries, by);
}

/** Runs a statement: by itself, or within the running transaction. Gives its rows. */
export async function run<Row extends QueryResultRow>(
  queries: Queries,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const carrier = carriers.get(queries);
  if (carrier === undefined)
    throw new Error(`Statement ${name} is run within a savepoint: nothing carries it there.`);
  const { rows } = await carrier.query<Row>({ name, text, values: [...values] });
  return rows;
}
