import { sql } from 'drizzle-orm';
import { connect, type Database } from '../../db/client.ts';
import { readAnswers, storeAnswer, unmarkedAnswers } from '../../db/personal/answers.ts';
import { personKeySecret } from '../../db/personal/config.ts';
import { readDecision, storeDecision } from '../../db/personal/decisions.ts';
import { type Access, kept } from '../../db/personal/door.ts';
import { readEvent } from '../../db/personal/events.ts';
import { events } from '../../db/personal/schema.ts';
import { readCallback, storeCallback } from '../../db/personal/inbox.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { readTaskAnswer, storeTaskAnswer } from '../../db/personal/task-answers.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

const access: Access = {
  actor: 'officer-1',
  role: 'officer',
  subjectKey: personKey('31010000000000'),
  purpose: 'registration',
  basis: 'law',
  route: 'route-1',
  step: 'register',
  what: 'event',
};
/** Fits no row: the entry cannot be written. */
const broken = { ...access, actor: null as unknown as string };
const why = kept('registration');

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = connect(fresh.url);
  const { orm } = db;
  await orm.insert(events).values({ route: 'route-1', body: { child: 'A' }, person: { pinfl: '1' }, ...why });
  const step = { route: 'route-1', step: 'register', instance: 0, epoch: 1 };
  await storeAnswer(orm, {
    key: 'route-1/register/0/1',
    ...step,
    body: { number: 'N', married: true },
    ...why,
  });
  await storeTaskAnswer(orm, {
    ...{ id: 'answer-1', task: 'task-1', route: 'route-1', body: { yes: true }, declined: null },
    ...{ actorKey: 'k', assertedBy: 'citizen', proof: null, ...why },
  });
  await storeDecision(orm, {
    ...{ id: 'decision-1', route: 'route-1', action: 'retry', step: 'register', instance: 0, actor: 'o' },
    ...{ role: 'officer', reason: 'r', answer: null, ...why },
  });
  await storeCallback(orm, {
    ...{
      id: 'inbox-1',
      agency: 'bank',
      callbackId: 'c-1',
      transactionId: 't-1',
      payload: { ok: 1 },
      of: step,
      ...why,
    },
  });
});
beforeEach(() => db.pool.query('delete from access_entries'));
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const entries = async () => {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    'select actor, purpose, basis, route, step, what from access_entries',
  );
  return rows;
};

const reads: [string, (given: Access) => Promise<unknown>][] = [
  ['the event of a route', (given) => readEvent(db.orm, given)],
  ['answers of agencies', (given) => readAnswers(db.orm, given)],
  ['the answer to a task', (given) => readTaskAnswer(db.orm, given, 'answer-1')],
  ["an officer's decision", (given) => readDecision(db.orm, given, 'decision-1')],
  ['a callback', (given) => readCallback(db.orm, given, 'inbox-1')],
];

describe('the one door to personal data', () => {
  it.each(reads)('writes down who read %s, and why', async (_what, read) => {
    const found = await read(access);

    expect(found).toBeTruthy();
    expect(await entries()).toEqual([
      {
        actor: 'officer-1',
        purpose: 'registration',
        basis: 'law',
        route: 'route-1',
        step: 'register',
        what: 'event',
      },
    ]);
  });

  it.each(reads)('does not give %s where the entry cannot be written', async (_what, read) => {
    await expect(read(broken)).rejects.toThrow();
    expect(await entries()).toEqual([]);
  });

  it('takes the entry back with the transaction that read', async () => {
    const reading = db.orm.transaction(async (tx) => {
      await readEvent(tx, access);
      throw new Error('the use failed');
    });
    await expect(reading).rejects.toThrow('the use failed');
    expect(await entries()).toEqual([]);
  });

  it('gives nothing of another route', async () => {
    const elsewhere = { ...access, route: 'route-2' };
    expect(await readTaskAnswer(db.orm, elsewhere, 'answer-1')).toBeUndefined();
    expect(await readCallback(db.orm, elsewhere, 'inbox-1')).toBeUndefined();
  });

  it('gives unmarked fields without an entry, and nothing else', async () => {
    const [row] = await db.orm
      .select({ given: unmarkedAnswers(sql`'route-1'`) })
      .from(sql`(select 1) as one`);
    const answers = row?.given(({ body }) => ({ married: body['married'] }));
    expect(answers?.map(({ body }) => body)).toEqual([{ married: true }]);
    expect(await entries()).toEqual([]);
  });

  it('keeps a callback once, however often its agency sends it', async () => {
    const callback = {
      agency: 'bank',
      callbackId: 'c-2',
      transactionId: 't-2',
      payload: {},
      of: null,
      ...why,
    };
    const stored = await Promise.all(['a', 'b', 'c'].map((id) => storeCallback(db.orm, { id, ...callback })));
    expect(stored.sort()).toEqual(['duplicate', 'duplicate', 'stored']);
  });

  it('finds people by a hash that the number alone does not give', () => {
    expect(personKey(' ab1234567 ')).toBe(personKey('AB1234567'));
    expect(personKey('31010000000000')).toMatch(/^[0-9a-f]{64}$/);
    expect(personKey('31010000000000')).not.toBe(personKey('31010000000001'));
  });
});

describe('the key that people are found by', () => {
  it.each([
    ['is missing in production', { HAYOT_MODE: 'production' }],
    ['is too short', { PERSON_KEY_SECRET: 'c2hvcnQ=' }],
    ['is no base64', { PERSON_KEY_SECRET: '***' }],
  ])('stops the start where it %s, by its name and without its value', (_why, environment) => {
    const start = () => personKeySecret(environment);
    expect(start).toThrow(/PERSON_KEY_SECRET/);
    expect(start).not.toThrow(/c2hvcnQ|\*\*\*/);
  });
});
