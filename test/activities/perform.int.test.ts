import { connect } from '../../db/client.ts';
import { from } from '../../notation/references.ts';
import { is, present } from '../../notation/conditions.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { timedOut } from './support/fake-platform.ts';
import { callOf, Stage } from './support/stage.ts';
import { z } from 'zod';

const ask = serviceOf('registry.ask');
const other = serviceOf('registry.other', { input: z.object({ person: z.string(), number: z.string() }) });
const catalogue = catalogueOf(ask, other);
const route = routeOf(catalogue, {
  ask: { service: 'registry.ask', input: { person: from('event.mother.pinfl') } },
  other: {
    service: 'registry.other',
    needs: ['ask'],
    when: is('ask.married', true),
    input: { person: from('event.mother.pinfl'), number: from('ask.number', '') },
  },
  shy: {
    service: 'registry.ask',
    needs: ['ask'],
    when: present('ask.number'),
    input: { person: from('ask.number') },
  },
});

describe('a service that honours our key', () => {
  let stage: Stage;
  let id: string;
  beforeAll(async () => {
    stage = await Stage.set(catalogue);
  });
  beforeEach(async () => {
    id = await stage.enter({ route });
    stage.platform.calls.length = 0;
  });
  afterAll(() => stage.strike());

  it('settles its step, and tells the workflow only what conditions read', async () => {
    const performed = await stage.perform('registry.ask', callOf(id, 'ask', { seq: 3 }), { pace: 'quick' });

    expect(performed).toEqual({
      is: 'settled',
      end: 'done',
      code: null,
      facts: { 'ask.married': true, '?ask.number': true },
    });
    const [step] = await stage.rows('select status, attempts, seq, ended_at is not null as ended from steps');
    expect(step).toEqual({ status: 'done', attempts: 1, seq: 3, ended: true });
    const [answer] = await stage.rows('select body, purpose from personal.answers where route = $1', id);
    expect(answer).toEqual({ body: { number: 'N-1', married: true }, purpose: 'registration' });
    const [row] = await stage.rows('select seq from routes where id = $1', id);
    expect(row).toEqual({ seq: 3 });
  });

  it('leaves an access entry about the person concerned, in the transaction that settles', async () => {
    await stage.perform('registry.ask', callOf(id, 'ask'));

    const entries = await stage.rows(
      'select actor, purpose, basis, step, what from access_entries where route = $1',
      id,
    );
    expect(entries).toEqual([
      { actor: 'worker', purpose: 'registration', basis: 'law', step: 'ask', what: 'call registry.ask' },
    ]);
  });

  it('is not asked again once its outcome stands', async () => {
    await stage.perform('registry.ask', callOf(id, 'ask'));
    stage.platform.usually = { is: 'answered', answer: { number: 'N-9', married: false } };

    const again = await stage.perform('registry.ask', callOf(id, 'ask', { seq: 2 }));

    expect(again).toMatchObject({ is: 'settled', facts: { 'ask.married': true } });
    expect(stage.platform.calls).toHaveLength(1);
    // A killed worker's call was repeated after something else had come in: the row says what the history will.
    const [step] = await stage.rows('select seq, attempts from steps where route = $1', id);
    expect(step).toEqual({ seq: 2, attempts: 1 });
    stage.platform.usually = { is: 'answered', answer: { number: 'N-1', married: true } };
  });

  it('has one outcome where two workers ask at the same moment and hear different things', async () => {
    const bothAsk = Promise.withResolvers<undefined>();
    const answers = [true, false].map((married) => async () => {
      if (stage.platform.calls.length === 2) bothAsk.resolve(undefined);
      await bothAsk.promise;
      return { is: 'answered', answer: { number: 'N', married } } as const;
    });
    stage.platform.next(...answers);

    const [one, two] = await Promise.all([1, 2].map(() => stage.perform('registry.ask', callOf(id, 'ask'))));

    expect(stage.platform.calls).toHaveLength(2);
    expect(one).toEqual(two);
    const outcomes = await stage.rows(
      `select o.facts -> 'ask.married' as told, a.body -> 'married' as kept
       from outcomes o join personal.answers a using (key) where o.route = $1`,
      id,
    );
    expect(outcomes).toEqual([
      {
        told: (one as { facts: object }).facts['ask.married' as never],
        kept: (one as { facts: object }).facts['ask.married' as never],
      },
    ]);
  });

  it('is asked under the same key and with the same body after a worker died between call and commit', async () => {
    const dying = connect(stage.databaseUrl);
    const { pool } = dying;
    const query = pool.query.bind(pool) as (...what: unknown[]) => unknown;
    Object.assign(pool, {
      query: (...what: [{ name?: string }]) =>
        what[0].name === 'settle-first' ? Promise.reject(new Error('killed')) : query(...what),
    });
    const args = { ...callOf(id, 'ask'), pace: 'ordinary', undo: false };
    await expect(stage.activities({ db: dying })['registry.ask']?.(args as never)).rejects.toMatchObject({
      type: 'Unexpected',
    });
    await dying.close();

    await stage.perform('registry.ask', callOf(id, 'ask'));

    const [first, second] = stage.platform.calls;
    expect(second?.key).toBe(`${id}/ask/0/1`);
    expect(second).toEqual({ ...first, signal: second?.signal, depart: second?.depart });
    expect(await stage.rows('select what from access_entries where route = $1', id)).toHaveLength(1);
  });

  it('passes the answer of one step to the next', async () => {
    await stage.perform('registry.ask', callOf(id, 'ask'));
    await stage.perform('registry.other', callOf(id, 'other', { seq: 2 }));

    expect(stage.platform.calls[1]?.input).toEqual({ person: people.mother, number: 'N-1' });
  });

  it('goes on as an ordinary call when a quick try fails, and the try is counted', async () => {
    stage.platform.next(timedOut);

    const performed = await stage.perform('registry.ask', callOf(id, 'ask'), { pace: 'quick' });

    expect(performed).toEqual({ is: 'not-now', because: 'unavailable' });
    const [step] = await stage.rows('select status, attempts from steps where route = $1', id);
    expect(step).toEqual({ status: 'in-progress', attempts: 1 });
  });

  it('is repeated by Temporal when an ordinary call fails, after as long as the agency asks for', async () => {
    stage.platform.next({ is: 'unavailable', because: 'down', retryAfterMs: 30_000, mayHaveReached: true });

    const failure: unknown = await stage
      .perform('registry.ask', callOf(id, 'ask'))
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ type: 'AgencyUnavailable', nonRetryable: false });
    expect((failure as { nextRetryDelay: number }).nextRetryDelay).toBeGreaterThanOrEqual(30_000);
    expect((failure as Error).message).toBe(
      'registry cannot be reached. It is asked again under the same key.',
    );
  });

  it('is stuck, and says so to officers only, when an answer breaks the contract', async () => {
    stage.platform.next({ is: 'broken', why: 'no payload' });

    expect(await stage.perform('registry.ask', callOf(id, 'ask'))).toEqual({
      is: 'stuck',
      reason: 'contract-broken',
    });
    expect(await stage.rows('select key from outcomes where route = $1', id)).toEqual([]);
  });

  it('keeps the evidence of a refusal behind the door', async () => {
    stage.platform.next({ is: 'refused', code: 'wrong-clinic', evidence: 'Clinic 7 is closed' });

    const performed = await stage.perform('registry.ask', callOf(id, 'ask'));

    expect(performed).toEqual({ is: 'settled', end: 'refused', code: 'wrong-clinic', facts: {} });
    const [answer] = await stage.rows('select body from personal.answers where route = $1', id);
    expect(answer).toEqual({ body: { evidence: 'Clinic 7 is closed' } });
  });

  it('is not sent when the workflow has given it up', async () => {
    stage.surroundings.cancelled = AbortSignal.abort();

    const performed = stage.perform('registry.ask', callOf(id, 'ask'));

    await expect(performed).rejects.toThrow('Cancelled before anything was sent.');
    expect(stage.platform.calls).toEqual([]);
    stage.surroundings.cancelled = new AbortController().signal;
  });

  it('says who is asked for, in whose name, and whether they consented', async () => {
    await stage.perform('registry.ask', callOf(id, 'ask'));
    expect(stage.platform.calls[0]).toMatchObject({
      sender: people.mother,
      consentGiven: false,
      act: 'act',
      input: { person: people.mother },
    });
  });
});
