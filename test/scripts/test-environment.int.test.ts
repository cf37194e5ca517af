import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import { freshDatabase } from '../support/postgres.ts';
import { freshNamespace, temporalAddress } from '../support/temporal.ts';

describe('the servers of a test run', () => {
  it('give each test file a migrated database of its own', async () => {
    const one = await freshDatabase();
    const other = await freshDatabase();
    const client = new Client({ connectionString: one.url });
    await client.connect();

    const { rows } = await client
      .query("select to_regclass('public.routes') as routes")
      .finally(() => client.end());
    await Promise.all([one.drop(), other.drop()]);

    expect(rows).toEqual([{ routes: 'routes' }]);
    expect(one.url).not.toBe(other.url);
  });

  it('give each test file a namespace that knows our search attributes', async () => {
    const namespace = await freshNamespace();
    const connection = await Connection.connect({ address: temporalAddress() });

    const { customAttributes } = await connection.operatorService
      .listSearchAttributes({ namespace })
      .finally(() => connection.close());

    expect(Object.keys(customAttributes)).toEqual(
      expect.arrayContaining(['LifeEvent', 'NeedsHuman', 'WaitingOn']),
    );
  });
});
