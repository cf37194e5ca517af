import { sql } from 'drizzle-orm';
import { connect, type Database } from '../../db/client.ts';
import { from } from '../../notation/references.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.ask'));
const route = routeOf(catalogue, {
  ask: { service: 'registry.ask', input: { person: from('event.mother.pinfl') } },
});

describe('while the database is too slow', () => {
  let fresh: FreshDatabase;
  let stage: Stage;
  let bounded: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    stage = new Stage(fresh, catalogue);
    bounded = connect(fresh.url, { statementMs: 300 });
  });
  afterAll(async () => {
    await bounded.close();
    await stage.strike();
  });

  it('a call fails as one that is to be made again, not as a fault of ours', async () => {
    const id = await stage.enter({ route });
    const perform = stage.activities({ db: bounded })['registry.ask'];
    const args = { ...callOf(id, 'ask'), pace: 'quick', undo: false } as never;
    await stage.db.orm.transaction(async (tx) => {
      await tx.execute(sql`lock table routes in access exclusive mode`);
      await expect(perform?.(args)).rejects.toMatchObject({
        type: 'DatabaseUnavailable',
        nonRetryable: false,
      });
    });

    await expect(perform?.(args)).resolves.toMatchObject({ is: 'settled', end: 'done' });
  });
});
