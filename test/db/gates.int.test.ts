import { connect, type Database } from '../../db/client.ts';
import { askStanding, fetchingOf, reportFailure, reportHealthy, reportThrottled } from '../../db/gates.ts';
import { cancelWindow, declareWindow } from '../../db/maintenance.ts';
import { type PlaceQuestion, takePlace } from '../../db/places.ts';
import { leaveWithinMs, placesPerSecond } from '../../db/rate.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

const settings = { failures: 3, probeEveryMs: 60_000 };
const bank = { agency: 'bank', perSecond: 20, isProbe: false, patienceMs: 0, leadMs: 0 };
const ask = (db: Database, mayProbe = true) => askStanding(db.orm, { agency: 'bank', mayProbe }, settings);

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

const take = (db: Database, differs: Partial<PlaceQuestion> = {}) =>
  takePlace(db.orm, { ...bank, ...differs });
async function failTimes(times: number): Promise<void> {
  await take(one);
  for (let done = 0; done < times; done += 1) await reportFailure(one.orm, 'bank', settings);
}
const hasProbeComeDue = () => one.pool.query(`update gates set next_probe_at = now() - interval '1 second'`);

/** Instants, by the database's clock and in milliseconds, at which requests may leave. */
async function instants(times: number, differs: Partial<PlaceQuestion>): Promise<number[]> {
  const places = await Promise.all(
    Array.from({ length: times }, async (_, n) => {
      const place = await take(n % 2 === 0 ? one : two, differs);
      return place.is === 'go' ? [place.inMs] : [];
    }),
  );
  return places.flat().sort((a, b) => a - b);
}

describe("an agency's rate limit", () => {
  it('gives two workers together places that lie evenly apart, also after nobody asked for a day', async () => {
    await take(one);
    await one.pool.query(`update gates set refilled_at = now() - interval '1 day'`);

    const places = await instants(60, { patienceMs: 10_000 });

    expect(places).toHaveLength(60);
    // The first goes now; the 59 after it lie 62.5 ms apart, whenever each of them was asked for.
    const { rows } = await one.pool.query<{ ahead: number }>(
      `select -tokens / 16 - extract(epoch from clock_timestamp() - refilled_at)::float8 as ahead from gates`,
    );
    expect(places[0]).toBe(0);
    expect(rows[0]?.ahead).toBeLessThanOrEqual(59 * 0.0625);
    expect(rows[0]?.ahead).toBeGreaterThan(59 * 0.0625 - 3);
  });

  it('leaves room for requests that linger on their way', () => {
    const apartMs = 1_000 / placesPerSecond(20);

    expect(Math.ceil((1_000 + leaveWithinMs) / apartMs)).toBeLessThanOrEqual(20);
  });

  it('gives nobody a place that comes too late, and tells when to ask again', async () => {
    await take(one);

    const place = await take(two);

    expect(place).toMatchObject({ is: 'no-place' });
    expect(place.is === 'no-place' && place.waitMs).toBeGreaterThanOrEqual(10);
    expect(place.is === 'no-place' && place.waitMs).toBeLessThanOrEqual(63);
    expect(await take(two, { patienceMs: 100 })).toMatchObject({ is: 'go' });
  });

  it('gives a request that was late for its place a later one', async () => {
    await take(one);
    await one.pool.query(`update gates set refilled_at = now() - interval '1 day'`);

    const place = await take(one, { leadMs: 300 });

    expect(place.is === 'go' && place.inMs).toBeCloseTo(300);
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
    expect(await ask(two)).toMatchObject({ is: 'breaker' });
    expect(await take(two)).toMatchObject({ is: 'breaker' });
    expect(await fetchingOf(two.orm, 'bank')).toBe('none');
  });

  it('stays closed where successes lie between', async () => {
    await failTimes(2);
    await reportHealthy(one.orm, 'bank');
    await reportFailure(one.orm, 'bank', settings);
    expect(await ask(two)).toEqual({ is: 'go', isProbe: false });
    expect(await take(two, { patienceMs: 100 })).toMatchObject({ is: 'go', unsettled: true });
  });

  it('lets one probe through when its time has come, whoever asks', async () => {
    await failTimes(3);
    await hasProbeComeDue();

    const standings = await Promise.all([ask(one), ask(two), ask(one), ask(two)]);

    expect(standings.map(({ is }) => is).sort()).toEqual(['breaker', 'breaker', 'breaker', 'go']);
    expect(await take(one, { isProbe: true, patienceMs: 100 })).toMatchObject({ is: 'go', unsettled: true });
  });

  it('lets no quick call probe', async () => {
    await failTimes(3);
    await hasProbeComeDue();
    expect(await ask(two, false)).toMatchObject({ is: 'breaker' });
  });

  it('stays open after a probe that failed, and tells when the next one may go', async () => {
    await failTimes(3);
    await hasProbeComeDue();
    await ask(one);
    await reportFailure(one.orm, 'bank', settings);

    const standing = await ask(two);

    expect(standing.is === 'breaker' && standing.waitMs).toBeGreaterThan(55_000);
  });

  it('closes with the first answer', async () => {
    await failTimes(3);
    await reportHealthy(one.orm, 'bank');
    expect(await fetchingOf(two.orm, 'bank')).toBe('all');
    expect(await ask(two)).toMatchObject({ is: 'go' });
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

    const standing = await ask(two);

    expect(standing).toMatchObject({ is: 'maintenance' });
    expect(standing.is === 'maintenance' && standing.waitMs).toBeGreaterThan(9 * 60_000);
    expect(await take(two, { isProbe: true })).toMatchObject({ is: 'maintenance' });
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

  it('can be cancelled once, and only by its own name', async () => {
    await declareWindow(one.orm, minutes(-1, 10));

    expect(await cancelWindow(one.orm, { id: 'w', agency: 'tax', by: 'o-2' })).toBe(false);
    expect(await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' })).toBe(true);
    expect(await cancelWindow(one.orm, { id: 'w', agency: 'bank', by: 'o-2' })).toBe(false);
  });
});
