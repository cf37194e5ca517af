import type { Pool, PoolClient } from 'pg';

/** What passed through a pool. */
export interface Traffic {
  /** Statements, without those that begin and end a transaction. */
  statements: number;
  /** Transactions; a statement outside of one is one of its own. */
  commits: number;
}

/** Counts everything that is sent over a pool from now on. Before its first connection. */
export function countTraffic(pool: Pool): Traffic {
  const traffic: Traffic = { statements: 0, commits: 0 };
  pool.on('connect', (client: PoolClient) => {
    let isWithin = false;
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const counted = (...args: unknown[]) => {
      const [query] = args;
      const text = (typeof query === 'string' ? query : (query as { text: string }).text).toLowerCase();
      if (text.startsWith('begin')) isWithin = true;
      else if (text.startsWith('commit') || text.startsWith('rollback')) {
        isWithin = false;
        traffic.commits += 1;
      } else if (!text.includes('savepoint')) {
        traffic.statements += 1;
        if (!isWithin) traffic.commits += 1;
      }
      return send(...args);
    };
    client.query = counted as typeof client.query;
  });
  return traffic;
}
