import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { refusedConnection } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('registry.ask'));
const route = routeOf(catalogue, {
  ask: { service: 'registry.ask', input: { person: from('event.mother.pinfl') } },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route });
  await stage.rows('delete from gates');
  stage.platform.calls.length = 0;
});
afterAll(() => stage.strike());

const perform = (pace: 'quick' | 'ordinary') => stage.perform('registry.ask', callOf(id, 'ask'), { pace });
const gate = async () => (await stage.rows('select failures, opened_at is not null as open from gates'))[0];
async function goDown(): Promise<void> {
  for (let failed = 0; failed < 5; failed += 1) {
    stage.platform.next(refusedConnection);
    await perform('quick');
  }
  stage.platform.calls.length = 0;
  await stage.rows('delete from access_entries where route = $1', id);
}

describe('an agency that is down', () => {
  beforeEach(goDown);

  it('is sent nothing at the quick pace, and nobody’s data are read for it', async () => {
    expect(await perform('quick')).toEqual({ is: 'not-now', because: 'breaker' });
    expect(stage.platform.calls).toEqual([]);
    expect(await stage.rows('select what from access_entries where route = $1', id)).toEqual([]);
  });

  it('is waited for at the ordinary pace, in its queue, which nobody fetches from', async () => {
    const failure = (await perform('ordinary').catch((error: unknown) => error)) as {
      nextRetryDelay: number;
    };
    expect(failure).toMatchObject({ type: 'AgencyUnavailable' });
    expect(failure.nextRetryDelay).toBeLessThan(2_000);
    expect(stage.platform.calls).toEqual([]);
  });

  it('is open to all again after one probe that it answers', async () => {
    await stage.rows(`update gates set next_probe_at = now() - interval '1 second'`);
    expect(await perform('ordinary')).toMatchObject({ end: 'done' });
    expect(await gate()).toEqual({ failures: 0, open: false });
  });
});

describe('the place of a call in the rate limit of its agency', () => {
  beforeAll(async () => {
    await stage.rows('create table taken (at timestamptz default clock_timestamp())');
    await stage.rows(`create function note_taken() returns trigger language plpgsql as
      $$ begin insert into taken default values; return null; end $$`);
    await stage.rows('create trigger noted after update on gates for each row execute function note_taken()');
  });
  afterAll(() => stage.rows('drop trigger noted on gates'));
  beforeEach(async () => {
    await perform('quick');
    await stage.rows('delete from taken');
  });

  const again = (pace: 'quick' | 'ordinary') =>
    stage.perform('registry.ask', callOf(id, 'ask', { epoch: 2 }), { pace });
  const taken = async () => (await stage.rows('select at from taken')).length;

  it.each(['quick', 'ordinary'] as const)('is taken once where it leaves in time: %s', async (pace) => {
    await again(pace);

    expect([stage.platform.calls.length, await taken()]).toEqual([2, 1]);
  });

  it('is asked for anew by one that left too late, or leaves a second time', async () => {
    stage.platform.next(async (call) => {
      await call.depart?.(0);
      await call.depart?.(40);
      return { is: 'answered', answer: { number: 'N-1', married: true } };
    });
    await again('quick');

    expect(await taken()).toBe(3);
  });
});

describe('failures that say nothing about the agency', () => {
  it("are not counted against it: the platform's own token", async () => {
    stage.platform.next({ is: 'unavailable', because: 'token', retryAfterMs: null, mayHaveReached: false });
    await perform('quick');
    expect(await gate()).toEqual({ failures: 0, open: false });
  });

  it('are answers, whatever they say', async () => {
    stage.platform.next(refusedConnection, { is: 'broken', why: 'no payload' });
    await perform('quick');
    await perform('quick');
    expect(await gate()).toEqual({ failures: 0, open: false });
  });
});

describe('a full agency', () => {
  beforeEach(async () => {
    await perform('quick');
    id = await stage.enter({ route });
    stage.platform.calls.length = 0;
  });

  it('is sent nothing at the quick pace', async () => {
    await stage.rows('update gates set tokens = -1000, refilled_at = clock_timestamp()');
    expect(await perform('quick')).toEqual({ is: 'not-now', because: 'no-place' });
    expect(stage.platform.calls).toEqual([]);
  });

  it('is waited for at the ordinary pace', async () => {
    await stage.rows('update gates set tokens = -1000, refilled_at = clock_timestamp()');
    expect(await perform('ordinary')).toMatchObject({ end: 'done' });
  });

  it('is left alone for as long as it asks for when it is throttled', async () => {
    stage.platform.next({
      is: 'unavailable',
      because: 'throttled',
      retryAfterMs: 30_000,
      mayHaveReached: false,
    });
    await perform('quick');
    const failure = await perform('ordinary').catch((error: unknown) => error);
    expect((failure as { nextRetryDelay: number }).nextRetryDelay).toBeGreaterThan(28_000);
    expect(stage.platform.calls).toHaveLength(1);
  });
});
