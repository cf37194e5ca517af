import { connect, type Database } from '../../db/client.ts';
import { breakerOf, reportFailure, reportHealthy, reportThrottled, takePlace } from '../../db/gates.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

const settings = { failures: 3, probeEveryMs: 60_000 };
const bank = { agency: 'bank', perSecond: 20, mayProbe: false };
const probe = { ...bank, mayProbe: true };

let fresh: FreshDatabase;
let one: Database;
let two: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  one = connect(fresh.url);
  two = connect(fresh.url);
});
beforeEach(() => one.pool.query('delete from gates'));
afterAll(async () => {
  await one.close();
  await two.close();
  await fresh.drop();
});

const take = (db: Database, question = bank) => takePlace(db.orm, question, settings);
async function failTimes(times: number): Promise<void> {
  await take(one);
  for (let done = 0; done < times; done += 1) await reportFailure(one.orm, 'bank', settings);
}
const hasProbeComeDue = () => one.pool.query(`update gates set next_probe_at = now() - interval '1 second'`);

describe("an agency's rate limit", () => {
  it('is kept by two workers together', async () => {
    await take(one);
    await one.pool.query('update gates set tokens = 20, refilled_at = clock_timestamp()');
    const began = performance.now();

    const places = await Promise.all(Array.from({ length: 60 }, (_, n) => take(n % 2 === 0 ? one : two)));

    const refilled = Math.ceil(((performance.now() - began) / 1_000) * 20);
    const taken = places.filter((place) => place.is === 'go').length;
    expect(taken).toBeGreaterThanOrEqual(20);
    expect(taken).toBeLessThanOrEqual(20 + refilled);
  });

  it('tells how long it is until there is place', async () => {
    await take(one);
    await one.pool.query('update gates set tokens = 0, refilled_at = clock_timestamp()');

    const place = await take(two);

    expect(place).toMatchObject({ is: 'no-place' });
    expect(place.is === 'no-place' && place.waitMs).toBeGreaterThan(10);
    expect(place.is === 'no-place' && place.waitMs).toBeLessThanOrEqual(50);
  });

  it('never lets more go at once than in a second, however long nobody asked', async () => {
    await take(one);
    await one.pool.query(`update gates set tokens = 20, refilled_at = now() - interval '1 day'`);
    await take(one);

    const { rows } = await one.pool.query<{ tokens: number }>('select tokens from gates');
    expect(rows[0]?.tokens).toBe(19);
  });

  it('closes for everybody while the agency asks us to slow down', async () => {
    await take(one);
    await reportThrottled(one.orm, { agency: 'bank', perSecond: 20, forMs: 10_000 });

    const place = await take(two);

    expect(place).toMatchObject({ is: 'no-place' });
    expect(place.is === 'no-place' && place.waitMs).toBeGreaterThan(9_000);
  });
});

describe('the breaker of an agency', () => {
  it('opens after failures in a row, for all workers', async () => {
    await failTimes(3);
    expect(await take(two)).toMatchObject({ is: 'breaker' });
    expect(await breakerOf(two.orm, 'bank')).toMatchObject({ open: true });
  });

  it('stays closed where successes lie between', async () => {
    await failTimes(2);
    await reportHealthy(one.orm, 'bank');
    await reportFailure(one.orm, 'bank', settings);
    expect(await take(two)).toMatchObject({ is: 'go', unsettled: true });
  });

  it('lets one probe through when its time has come, whoever asks', async () => {
    await failTimes(3);
    await hasProbeComeDue();

    const places = await Promise.all([
      take(one, probe),
      take(two, probe),
      take(one, probe),
      take(two, probe),
    ]);

    expect(places.map((place) => place.is).sort()).toEqual(['breaker', 'breaker', 'breaker', 'go']);
  });

  it('lets no quick call probe', async () => {
    await failTimes(3);
    await hasProbeComeDue();
    expect(await take(two)).toMatchObject({ is: 'breaker' });
  });

  it('stays open after a probe that failed, and tells when the next one may go', async () => {
    await failTimes(3);
    await hasProbeComeDue();
    await take(one, probe);
    await reportFailure(one.orm, 'bank', settings);

    const place = await take(two, probe);

    expect(place.is === 'breaker' && place.waitMs).toBeGreaterThan(55_000);
  });

  it('closes with the first answer', async () => {
    await failTimes(3);
    await reportHealthy(one.orm, 'bank');
    expect(await take(two)).toEqual({ is: 'go', unsettled: false });
  });
});
