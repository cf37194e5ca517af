import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { apiUnderTest } from './support/api-under-test.ts';
import { fakeDoor } from './support/fake-door.ts';
import { choirStart, portal, sender } from './support/requests.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => database.drop());

describe('a process that ends', () => {
  it('answers what comes over open connections, and takes nothing more over them', async () => {
    const connectionOf = async (isOpen: boolean) => {
      const api = await apiUnderTest(database.url, { isOpen: () => isOpen });
      const { headers } = await fetch(`${api.base}/health/live`);
      await api.close();
      return headers.get('connection');
    };

    expect([await connectionOf(true), await connectionOf(false)]).toEqual(['keep-alive', 'close']);
  });

  it('sees to its end what it has begun, also for callers who are cut off, before it lets go of the database', async () => {
    const door = fakeDoor();
    const told = Promise.withResolvers<undefined>();
    const route = Promise.withResolvers<undefined>();
    const update: typeof door.update = async (...asked) => {
      told.resolve(undefined);
      await route.promise;
      return door.update(...asked);
    };
    const api = await apiUnderTest(database.url, { door: { ...door, update } });
    const mygov = await sender(api, portal);
    const { id } = (await mygov.post('/v1/routes', choirStart())).body;
    const withdrawing = mygov
      .post(`/v1/routes/${id}/withdraw`, { reason: 'Moved away' })
      .catch(() => 'cut off');
    await told.promise;
    const closing = api.close();
    await Promise.race([closing, sleep(500)]);
    route.resolve(undefined);
    await closing;

    expect(await withdrawing).toBe('cut off');
    expect(api.logged.filter((line) => line.includes('could not be answered'))).toEqual([]);
  });
});
