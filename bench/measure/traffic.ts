import type pg from 'pg';

/** What PostgreSQL has done since it was started, over all databases. */
export interface Traffic {
  /** Transactions that were committed, those that only read included. */
  readonly commits: number;
  /** Rows inserted, updated and deleted. */
  readonly rows: number;
  readonly walBytes: number;
}

/** A connection that does nothing tells its counts after ten seconds; before that, only now and then. */
export const countsAreInAfterMs = 10_500;

export async function readTraffic(client: pg.Client): Promise<Traffic> {
  const { rows } = await client.query<Record<keyof Traffic, string>>(`
    select sum(xact_commit) as commits, sum(tup_inserted + tup_updated + tup_deleted) as rows,
      pg_current_wal_lsn() - '0/0'::pg_lsn as "walBytes"
    from pg_stat_database`);
  const [found] = rows;
  return {
    commits: Number(found?.commits),
    rows: Number(found?.rows),
    walBytes: Number(found?.walBytes),
  };
}

/** What happened between two readings, without what happens in that time anyhow: `idle` is by the millisecond. */
export function trafficBetween(
  [before, after]: readonly [Traffic, Traffic],
  { ms, idle }: { readonly ms: number; readonly idle: Traffic },
): Traffic {
  const between = (what: keyof Traffic) => Math.max(0, after[what] - before[what] - idle[what] * ms);
  return { commits: between('commits'), rows: between('rows'), walBytes: between('walBytes') };
}

export const nothing: Traffic = { commits: 0, rows: 0, walBytes: 0 };

export function perUnit({ commits, rows, walBytes }: Traffic, units: number): Traffic {
  return { commits: commits / units, rows: rows / units, walBytes: walBytes / units };
}
