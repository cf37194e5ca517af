import { setTimeout as sleep } from 'node:timers/promises';
import { createRouteChanges } from '../../api/long-poll/route-changes.ts';
import { Wire } from '../../chaos/stack/wire.ts';
import { connect, type Database } from '../../db/client.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { choirStart, portal, type Sender, sender } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let database: FreshDatabase;
let wire: Wire;
let listening: Database;
let api: ApiUnderTest;
let mygov: Sender;
let id: string;
beforeAll(async () => {
  database = await freshDatabase();
  const through = new URL(database.url);
  wire = await Wire.open(Number(through.port));
  through.port = String(wire.port);
  listening = connect(through.href, { connections: 2, connectMs: 500, statementMs: 200 });
  // Only what routes tell goes through the wire.
  api = await apiUnderTest(database.url, { changes: createRouteChanges(listening, { askEveryMs: 200 }) });
  mygov = await sender(api, portal);
});
beforeEach(async () => {
  ({ id } = (await mygov.post('/v1/routes', choirStart())).body);
  await api.deps.errands.settled();
});
afterAll(async () => {
  await api.close();
  await listening.close();
  wire.close();
  await database.drop();
});

/** Waits for the route to change, up to 20 s; resolves when the request listens. */
async function waiting() {
  const etag = (await mygov.get(`/v1/routes/${id}`)).headers['etag'] ?? '';
  const answer = mygov.get(`/v1/routes/${id}`, { 'If-None-Match': etag, Prefer: 'wait=20' });
  const settled = answer.then(({ status, body }) => [status, body.seq]);
  while (wire.open === 0) await sleep(20);
  await sleep(200);
  return { settled };
}

describe('who waits for a change of a route', () => {
  it('is told of it though the connection over which changes are told swallows everything', async () => {
    const { settled } = await waiting();
    await wire.break({ is: 'hole', ways: ['there', 'back'] });
    await rowsOf(api.db, id).route({ seq: 9 });

    expect(await settled).toEqual([200, 9]);
    await wire.heal();
  });

  it('is told of what happens after that connection was cut', async () => {
    const { settled } = await waiting();
    wire.cut('RST');
    await sleep(300);
    await rowsOf(api.db, id).route({ seq: 9 });

    expect(await settled).toEqual([200, 9]);
  });
});
