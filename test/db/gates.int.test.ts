import { connect, type Database } from '../../db/client.ts';
import { fetchingOf, reportFailure, reportHealthy, reportThrottled, takePlace } from '../../db/gates.ts';
import { cancelWindow, declareWindow } from '../../db/maintenance.ts';
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
beforeEach(() => one.pool.query('delete from gates; delete from maintenance'));
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
    expect(place.is === 'no-place' && place.waitMs).toBeGreaterThanOrEqual(10);
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
    expect(await fetchingOf(two.orm, 'bank')).toBe('none');
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
    expect(await fetchingOf(two.orm, 'bank')).toBe('all');
    expect(await take(two)).toMatchObject({ is: 'no-place' });
  });
});

describe('an agency that was down and is back', () => {
  it('gets those who waited one by one, not all at once', async () => {
    await failTimes(3);
    await reportHealthy(one.orm, 'bank');
    const began = performance.now();

    const places = await Promise.all(Array.from({ length: 40 }, (_, n) => take(n % 2 === 0 ? one : two)));

    const refilled = Math.ceil(((performance.now() - began) / 1_000) * 20);
    expect(places.filter(({ is }) => is === 'go').length).toBeLessThanOrEqual(refilled);
  });

  it('keeps its places where it never was down', async () => {
    await take(one);
    await reportHealthy(one.orm, 'bank');

    expect(await take(two)).toMatchObject({ is: 'go' });
  });
});

describe('an agency in a declared maintenance window', () => {
  const minutes = (from: number, to: number) => {
    const at = (minute: number) => new Date(Date.now() + minute * 60_000);
    return { id: 'w', agency: 'bank', from: at(from), to: at(to), reason: 'New servers', declaredBy: 'o-1' };
  };

  it('is sent nothing, not even a probe, its calls are not fetched, and failures do not count', async () => {
    await take(one);
    await declareWindow(one.orm, minutes(-1, 10));
    await Promise.all(Array.from({ length: 5 }, () => reportFailure(one.orm, 'bank', settings)));

    const place = await take(two, probe);

    expect(place).toMatchObject({ is: 'maintenance' });
    expect(place.is === 'maintenance' && place.waitMs).toBeGreaterThan(9 * 60_000);
    expect(await fetchingOf(two.orm, 'bank')).toBe('none');
    await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' });
    expect(await fetchingOf(two.orm, 'bank')).toBe('all');
  });

  it('is as ever before and after it, and the others are all the time', async () => {
    await declareWindow(one.orm, minutes(5, 10));
    await declareWindow(one.orm, { ...minutes(-10, -5), id: 'past' });
    await declareWindow(one.orm, { ...minutes(-5, 5), id: 'other', agency: 'tax' });

    expect(await take(two)).toMatchObject({ is: 'go' });
  });

  it('gets those who waited one by one after it', async () => {
    await take(one);
    await declareWindow(one.orm, minutes(-1, 10));
    await take(one);
    await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' });
    const began = performance.now();

    const places = await Promise.all(Array.from({ length: 40 }, () => take(two)));

    const refilled = Math.ceil(((performance.now() - began) / 1_000) * 20);
    expect(places.filter(({ is }) => is === 'go').length).toBeLessThanOrEqual(refilled);
  });

  it('can be cancelled once, and only by its own name', async () => {
    await declareWindow(one.orm, minutes(-1, 10));

    expect(await cancelWindow(one.orm, { id: 'w', agency: 'tax', by: 'o-2' })).toBe(false);
    expect(await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' })).toBe(true);
    expect(await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' })).toBe(false);
  });
});
