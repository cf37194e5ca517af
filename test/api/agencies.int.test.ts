import { reportFailure } from '../../db/gates.ts';
import { takePlace } from '../../db/places.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { choirStart, idsOf, named, officer, portal, sender, type Sender } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let as: Record<'mygov' | 'halls' | 'registry', Sender>;
let id: string;
beforeAll(async () => {
  api = await apiOfItsOwn();
  as = {
    mygov: await sender(api, portal),
    halls: await sender(api, officer('halls')),
    registry: await sender(api, officer('registry')),
  };
  id = (await as.mygov.post('/v1/routes', choirStart())).body.id;
});
afterEach(async () => {
  await api.db.pool.query('delete from maintenance; delete from gates');
});
afterAll(async () => api.close());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const window = (from: number, to: number) => ({
  from: inMinutes(from),
  to: inMinutes(to),
  reason: 'New servers',
});
const halls = '/v1/agencies/halls/maintenance';
const hallsAs = async (who: keyof typeof as) => {
  const { body } = await as[who].get('/v1/agencies');
  return body.items.find((item) => item.id === 'halls');
};

describe('an agency that is down', () => {
  it('is shown so, with the next time it is tried', async () => {
    await takePlace(api.db.orm, {
      ...{ agency: 'halls', perSecond: 5, isProbe: false, patienceMs: 0, leadMs: 0 },
    });
    await reportFailure(api.db.orm, 'halls', { failures: 1, probeEveryMs: 60_000 });

    expect(await hallsAs('mygov')).toMatchObject({
      standing: 'down',
      since: expect.any(String),
      nextProbeAt: expect.any(String),
      waiting: null,
    });
  });
});

describe('a maintenance window', () => {
  it('is declared by an officer of the agency, seen by all, and cancelled', async () => {
    const declared = await as.halls.post(halls, window(-1, 60));
    expect(declared.status).toBe(201);
    expect(await hallsAs('mygov')).toMatchObject({
      standing: 'maintenance',
      maintenance: [{ id: declared.body.id, reason: 'New servers' }],
    });

    const cancelled = await as.halls.post(`${halls}/${declared.body.id}/cancel`, undefined);

    expect(cancelled.status).toBe(200);
    expect(await hallsAs('mygov')).toMatchObject({ standing: 'open', maintenance: [] });
    expect((await as.halls.post(`${halls}/${declared.body.id}/cancel`, undefined)).status).toBe(404);
  });

  it('is nobody else’s to declare', async () => {
    expect((await as.registry.post(halls, window(0, 60))).status).toBe(403);
    expect((await as.mygov.post(halls, window(0, 60))).status).toBe(403);
    expect((await as.halls.post('/v1/agencies/nobody/maintenance', window(0, 60))).status).toBe(404);
  });

  it.each([
    ['is over', window(-60, -1), '/to'],
    ['ends before it begins', window(60, 30), '/to'],
    ['lasts for months', window(0, 60 * 24 * 60), '/to'],
    ['gives no reason', { ...window(0, 60), reason: '' }, '/reason'],
    ['names no time zone', { ...window(0, 60), from: '2026-11-22T10:00:00' }, '/from'],
  ])('that %s is refused', async (_what, body, pointer) => {
    const refused = await as.halls.post(halls, body);

    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('makes routes wait, says why and until when, and who will be late by it', async () => {
    const rows = rowsOf(api.db, id);
    await rows.step('hall', { status: 'in-progress', dueAt: new Date(Date.now() + 30 * 60_000) });
    const listed = async (query: string) => idsOf((await as.halls.get(`/v1/routes?${query}`)).body.items);
    const before = await as.mygov.get(`/v1/routes/${id}`);
    expect(before.body.health).toBe('on-track');
    expect(await listed('willBeLate=true')).toEqual([]);

    await as.halls.post(halls, window(-1, 60));

    const { body, headers } = await as.mygov.get(`/v1/routes/${id}`);
    expect(body.health).toBe('waiting');
    expect(named(body, 'hall')).toMatchObject({
      status: 'in-progress',
      because: 'maintenance',
      becauseText: expect.stringMatching(/until \d{4}-\d\d-\d\d \d\d:\d\d: New servers/),
    });
    expect(headers['etag']).not.toBe(before.headers['etag']);
    expect(await listed('willBeLate=true')).toEqual([id]);
    expect(await listed('willBeLate=false')).toEqual([]);
    expect(await listed('waitingOn=halls&health=waiting')).toEqual([id]);
    expect(await hallsAs('halls')).toMatchObject({ waiting: { routes: 1, late: 0, willBeLate: 1 } });
    expect(await hallsAs('registry')).toMatchObject({ waiting: null });
  });
});
