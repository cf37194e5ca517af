import { createWorkMetrics } from '../../worker/work-metrics.ts';
import { createVitalMetrics } from '../../worker/vital-metrics.ts';
import { readVitalSigns, type VitalSigns } from '../../db/vital-signs.ts';
import { catalogueOf, routeOf, serviceOf } from '../activities/support/country.ts';
import { callOf, Stage } from '../activities/support/stage.ts';
import type { Platform } from '../../activities/platform/index.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank', answers: 'later' }));
const route = routeOf(catalogue, { open: { service: 'bank.open', input: {} } });

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
afterAll(() => stage.strike());

describe('what an operator sees of the whole installation', () => {
  it('is counted in the database: routes, agencies, tasks and what waits, and never names anybody', async () => {
    const id = await stage.enter({ route });
    await stage.engine('open-step', callOf(id, 'open'));
    await stage.rows(`update routes set started_at = now() - interval '100 seconds'`);
    await stage.rows(`update steps set due_at = now() - interval '1 day'`);
    for (const transaction of ['one', 'two'])
      await stage.rows(
        `insert into personal.inbox (id, agency, callback_id, transaction_id, payload, purpose, keep_until)
         values ($1, 'bank', $1, $1, '{}', 'test', now())`,
        transaction,
      );
    await stage.rows(`insert into gates (agency, tokens, opened_at) values ('bank', 0, now())
      on conflict (agency) do update set opened_at = now()`);

    const other = await stage.enter({ route });
    await stage.engine('open-step', callOf(other, 'open'));
    await stage.rows(`update steps set due_at = now() + interval '1 hour' where route = $1`, other);
    await stage.rows(`insert into maintenance (id, agency, begins_at, ends_at, reason, declared_by)
      values ('w', 'bank', now(), now() + interval '2 hours', 'New servers', 'o-1')`);

    const text = await createVitalMetrics(() => readVitalSigns(stage.db.orm))();

    expect(text).toContain('hayot_open_routes{lifeEvent="test-event",health="late"} 1');
    expect(text).toContain('hayot_open_routes{lifeEvent="test-event",health="waiting"} 1');
    expect(text).toContain('hayot_waiting_routes{agency="bank",status="in-progress"} 2');
    expect(text).toContain('hayot_late_steps{agency="bank",status="in-progress"} 1');
    expect(text).toContain('hayot_steps_to_be_late{agency="bank",status="in-progress"} 1');
    expect(text).toContain('hayot_breaker_open{agency="bank"} 1');
    expect(Number(/^hayot_oldest_unstarted_seconds (\d+)/m.exec(text)?.[1])).toBeGreaterThanOrEqual(100);
    expect(text).toContain('hayot_unmatched_callbacks{agency="bank"} 2');
    expect(text).toContain('hayot_oldest_untold_callback_seconds 0');
    expect(text).toContain('hayot_oldest_unkept_history_seconds 0');
    expect(text).toContain('hayot_webhook_oldest_undelivered_seconds 0');
    expect(text).not.toContain(id);
  });
});

describe('the page that an operator looks at', () => {
  const signs: VitalSigns = {
    ...{ routes: [{ lifeEvent: 'birth', health: 'late', open: 1 }], steps: [], faults: [], breakers: [] },
    ...{
      tasks: [],
      unmatched: [],
      ages: { unstarted: 0, operation: 0, untold: 0, unmatched: 0, unkept: 0, undelivered: 0 },
    },
  };
  // The page rests the longer an answer took: with the clock standing still none takes any time.
  beforeEach(() => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setTimeout', 'nextTick', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is asked for once for all who look at the same moment', async () => {
    let asked = 0;
    const page = createVitalMetrics(() => {
      asked++;
      return Promise.resolve(signs);
    }, 60_000);
    const [one, other] = await Promise.all([page(), page()]);

    expect(asked).toBe(1);
    expect(one).toBe(other);
  });

  it('keeps the last numbers while the database is away', async () => {
    let asked = 0;
    const page = createVitalMetrics(() => {
      asked++;
      return asked === 1 ? Promise.resolve(signs) : Promise.reject(new Error('away'));
    }, 0);
    await page();
    const later = await page();

    expect(asked).toBe(2);
    expect(later).toContain('hayot_open_routes{lifeEvent="birth",health="late"} 1');
  });

  it('comes with the last numbers where the database takes long to tell new ones', async () => {
    const answers = [Promise.resolve(signs), new Promise<never>(() => undefined)];
    const page = createVitalMetrics(() => answers.shift() ?? Promise.reject(new Error('away')), 0);
    await page();

    expect(await page()).toContain('hayot_open_routes{lifeEvent="birth",health="late"} 1');
  });

  it('asks the more seldom the longer an answer takes, but once a minute', async () => {
    const asked: number[] = [];
    const page = createVitalMetrics(() => {
      asked.push(Date.now() / 1_000);
      jest.setSystemTime(Date.now() + asked.length * 1_000);
      return Promise.resolve(signs);
    }, 5_000);

    for (let second = 0; second < 100; second++) {
      jest.setSystemTime(Math.max(Date.now(), second * 1_000));
      await page();
    }

    expect(asked).toEqual([0, 21, 63]);
  });
});

describe('what a worker counts of its own work', () => {
  it('is what its duties did, and what came of requests to each agency', async () => {
    const work = createWorkMetrics();
    const answers = [
      { is: 'unavailable', because: 'timeout', retryAfterMs: null, mayHaveReached: true },
      { is: 'not-found' },
    ] as const;
    let calls = 0;
    const platform = { call: () => Promise.resolve(answers[calls++]) } as unknown as Platform;
    const counting = work.counting(platform);
    await counting.call({ agency: 'bank' } as never);
    await counting.call({ agency: 'bank' } as never);
    work.came('compare with Temporal', { looked: 3, ended: 1, lost: 0 });
    work.delivered('failed');
    work.came('pass on callbacks', 'failed');
    work.came('start waiting routes', { started: 0, failed: 2, gaveUp: true });
    work.came('start waiting routes', { started: 0, failed: 0, gaveUp: false });

    const text = await work.text();
    expect(text).toContain('hayot_agency_answers_total{agency="bank",answer="timeout"} 1');
    expect(text).toContain('hayot_agency_answers_total{agency="bank",answer="not-found"} 1');
    expect(text).toContain('hayot_upkeep_total{duty="compare with Temporal",did="ended"} 1');
    expect(text).toContain('hayot_webhook_deliveries_total{result="failed"} 1');
    expect(text).not.toContain('did="lost"');
    expect(text).toContain('hayot_upkeep_total{duty="pass on callbacks",did="round-failed"} 1');
    expect(text).toContain('hayot_upkeep_total{duty="start waiting routes",did="round-failed"} 1');
    expect(text).toContain('hayot_upkeep_total{duty="start waiting routes",did="failed"} 2');
  });
});
