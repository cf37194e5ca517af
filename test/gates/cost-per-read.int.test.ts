import { type ApiUnderTest, apiOfItsOwn } from '../api/support/api-under-test.ts';
import { choirStart, portal, type Sender, sender } from '../api/support/requests.ts';
import { type Rows, rowsOf } from '../api/support/rows.ts';
import { countTraffic, type Traffic } from './support/counted-database.ts';

/** Exact counts, of statements and commits in PostgreSQL. Whoever changes a number says why in the commit. */
describe('to read where a route stands costs just so much', () => {
  let api: ApiUnderTest;
  let traffic: Traffic;
  let mygov: Sender;
  let path: string;
  let rows: Rows;
  beforeAll(async () => {
    api = await apiOfItsOwn();
    traffic = countTraffic(api.db.pool);
    mygov = await sender(api, portal);
    const { id } = (await mygov.post('/v1/routes', choirStart())).body;
    await api.deps.errands.settled();
    path = `/v1/routes/${id}`;
    rows = rowsOf(api.db, id);
    await rows.done('agree', { agrees: true, voice: 'high' });
    await rows.refused('enter', 'name-taken', { with: 'Bulbul 2' });
    await rows.task({ step: 'enter', kind: 'mend', field: 'name', party: 'applicant' });
    // The first reading of a process reads the definition too, and keeps it.
    await mygov.get(path);
  });
  afterAll(async () => api.close());

  const cost = async (headers: Readonly<Record<string, string>> = {}, query = '') => {
    const before = { ...traffic };
    const { status } = await mygov.get(path + query, headers);
    return [status, traffic.statements - before.statements, traffic.commits - before.commits];
  };
  const tag = async () => (await mygov.get(path)).headers['etag'] ?? '';

  it('for who reads it the first time: one statement', async () => {
    expect(await cost()).toEqual([200, 1, 1]);
  });

  it('for who has the newest state: one statement', async () => {
    expect(await cost({ 'If-None-Match': await tag() })).toEqual([304, 1, 1]);
  });

  it('for who has an older state: one statement to see it, one to read', async () => {
    const older = await tag();
    await rows.route({ seq: 7 });

    expect(await cost({ 'If-None-Match': older })).toEqual([200, 2, 2]);
  });

  it('for who asks for personal data: also what writes down who did, in one transaction', async () => {
    expect(await cost({}, '?personal=true')).toEqual([200, 3, 1]);
  });
});
