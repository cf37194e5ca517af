import { setTimeout as sleep } from 'node:timers/promises';
import { compareRows, foldHistory, inWords } from '../../../analysis/fold/index.ts';
import { fetchHistory } from '../../../analysis/history/index.ts';
import { connect, type Database } from '../../../db/client.ts';
import { readRouteRows } from '../../../db/rebuild.ts';
import { createClient } from '../../../temporal/connection.ts';
import { temporalAddress } from '../../support/temporal.ts';
import type { Hayot } from './hayot.ts';

/** Rows may be ahead of the history for as long as a workflow task takes. */
const looks = 20;
const betweenLooksMs = 500;

/**
 * Where rows and histories of all routes of the installation disagree, in words; empty as it should be. A route that may
 * have moved on between the two is looked at again.
 */
async function rowsUnlikeHistories({
  databaseUrl,
  namespace,
}: Pick<Hayot, 'databaseUrl' | 'namespace'>): Promise<{
  readonly routes: number;
  readonly found: readonly string[];
}> {
  const db = connect(databaseUrl);
  const client = createClient({ address: temporalAddress(), namespace });
  const differences = async (id: string): Promise<string[]> => {
    const { history } = await fetchHistory(client, { workflowId: id });
    const rows = await readRouteRows(db.orm, id);
    if (rows === undefined) return [`${id}: is in Temporal and not in PostgreSQL`];
    return compareRows(foldHistory(history), rows).map((one) => `${id}: ${inWords(one)}`);
  };
  try {
    const ids = await begunRoutes(db);
    const found: string[] = [];
    for (const id of ids) found.push(...(await lasting(() => differences(id))));
    return { routes: ids.length, found };
  } finally {
    await Promise.all([db.close(), client.connection.close()]);
  }
}

async function lasting(differences: () => Promise<string[]>): Promise<string[]> {
  for (let look = 1; look < looks; look++) {
    if ((await differences()).length === 0) return [];
    await sleep(betweenLooksMs);
  }
  return differences();
}

/** Routes that Temporal has, open or closed. */
async function begunRoutes({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from routes where workflow_started_at is not null order by started_at',
  );
  return rows.map(({ id }) => id);
}

/** The last test of a file: what its routes wrote is what their histories say. */
export function rowsFollowFromHistories(hayot: () => Hayot): void {
  it('shows of every route in PostgreSQL what its history says', async () => {
    const { routes, found } = await rowsUnlikeHistories(hayot());

    expect(routes).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
}
