import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { accessEntries, gates } from '../../db/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, citizen, officer, portal, type Sender, sender } from './support/requests.ts';
import { type Rows, rowsOf } from './support/rows.ts';

let database: FreshDatabase;
let api: ApiUnderTest;
let mygov: Sender;
let id: string;
let rows: Rows;

beforeAll(async () => {
  database = await freshDatabase();
  api = await apiUnderTest(database.url);
  mygov = await sender(api, portal);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  id = (await mygov.post('/v1/routes', choirStart())).body.id as string;
  rows = rowsOf(api.db, id);
});

const read = async (who: Sender = mygov, query = '') => (await who.get(`/v1/routes/${id}${query}`)).body;
const stepNamed = async (step: string, who: Sender = mygov, query = '') =>
  (await read(who, query)).steps.find((one: { id: string }) => one.id === step);

describe('where a route stands', () => {
  it('lists all steps before any of them has begun', async () => {
    const body = await read();

    expect(body).toMatchObject({
      id,
      lifeEvent: 'found-choir',
      version: '2024-04-01',
      state: 'open',
      outcome: null,
      health: 'on-track',
      seq: 0,
      closedAt: null,
      nextDeadline: null,
      yourTurn: [],
    });
    expect(body.steps.map((step: { id: string; status: string }) => [step.id, step.status])).toEqual([
      ['agree', 'not-started'],
      ['enter', 'not-started'],
      ['hall', 'not-started'],
      ['look', 'not-started'],
    ]);
    expect(body.steps[1]).toEqual({
      id: 'enter',
      title: 'Enter the choir',
      agency: { id: 'registry', name: 'Registry of choirs' },
      status: 'not-started',
      since: null,
      dueAt: null,
      attempts: 0,
      answer: null,
      refusal: null,
      instances: null,
    });
    expect(
      body.steps[0].instances.map((one: { instance: number; status: string }) => [one.instance, one.status]),
    ).toEqual([
      [0, 'not-started'],
      [1, 'not-started'],
    ]);
  });

  it('shows an answer without what is marked personal', async () => {
    await rows.done('enter', { number: 'R-1', grade: 3, member: { pinfl: people.alto } });

    expect(await stepNamed('enter')).toMatchObject({
      status: 'done',
      attempts: 1,
      answer: { grade: 3, member: {} },
    });
  });

  it('adds what is marked personal where it is asked for, and writes down who asked', async () => {
    await rows.done('enter', { number: 'R-1', grade: 3, member: { pinfl: people.alto } });
    const before = await api.db.orm.$count(accessEntries, eq(accessEntries.route, id));
    const step = await stepNamed('enter', mygov, '?personal=true');
    const entries = await api.db.orm
      .select()
      .from(accessEntries)
      .where(eq(accessEntries.route, id))
      .orderBy(accessEntries.id);

    expect(step.answer).toEqual({ number: 'R-1', grade: 3, member: { pinfl: people.alto } });
    expect(entries).toHaveLength(before + 1);
    expect(entries.at(-1)).toMatchObject({
      actor: 'mygov',
      role: 'portal',
      purpose: 'route-view',
      subjectKey: personKey(people.leader),
    });
  });

  it('shows a refusal with its article, what can be done, until when, and where to appeal', async () => {
    await rows.refused('enter', 'name-taken', { with: 'Bulbul 2' });

    expect(await stepNamed('enter')).toMatchObject({
      status: 'refused',
      answer: null,
      refusal: {
        code: 'name-taken',
        text: 'Another choir has this name.',
        article: 'Art. 5',
        field: 'name',
        remedy: { text: 'Choose another name.', field: '/name', within: '10 days' },
        decidedBy: 'agency',
        decidedOn: '2026-03-02',
        lawInForce: 'Law of choirs 2',
        hearing: null,
        appeal: { to: 'court', within: '1 month' },
      },
    });
    expect((await stepNamed('enter')).refusal).not.toHaveProperty('evidence');
    expect((await stepNamed('enter', mygov, '?personal=true')).refusal.evidence).toEqual({
      with: 'Bulbul 2',
    });
  });

  it('shows a refusal that can still be mended while it waits for the person', async () => {
    await rows.refused('enter', 'name-taken', null);
    await rows.step('enter', { status: 'waiting-for-person', endedAt: null });
    await rows.task({
      step: 'enter',
      kind: 'mend',
      field: 'name',
      party: 'applicant',
      personKey: personKey(people.leader),
    });
    const body = await read();

    expect(body.steps[1]).toMatchObject({ status: 'waiting-for-person', refusal: { code: 'name-taken' } });
    expect(body.yourTurn).toEqual([
      expect.objectContaining({
        title: 'Choose another name',
        for: { party: 'applicant', instance: 0 },
        form: expect.objectContaining({
          type: 'object',
          properties: { name: { type: 'string' } },
          required: ['name'],
          additionalProperties: false,
        }),
      }),
    ]);
  });

  it('tells a step that is done once per element by what is still open in it', async () => {
    await rows.done('agree', { agrees: true, voice: 'high' }, 0);
    const half = await stepNamed('agree');
    await rows.step('agree', { instance: 1, status: 'waiting-for-person' });
    const waiting = await stepNamed('agree');
    await rows.done('agree', { agrees: true, voice: 'low' }, 1);
    const whole = await stepNamed('agree');

    expect([half.status, waiting.status, whole.status]).toEqual([
      'in-progress',
      'waiting-for-person',
      'done',
    ]);
    expect(whole.instances.map((one: { answer: unknown }) => one.answer)).toEqual([
      { agrees: true, voice: 'high' },
      { agrees: true, voice: 'low' },
    ]);
  });

  it('speaks the language that is asked for, also Uzbek in Cyrillic letters', async () => {
    const titleIn = async (language: string) => {
      const { body } = await mygov.get('/v1/routes', { 'Accept-Language': language });
      return body.items[0].title;
    };

    expect([
      await titleIn('ru-RU, en;q=0.5'),
      await titleIn('uz'),
      await titleIn('uz-Cyrl-UZ'),
      await titleIn('fr'),
    ]).toEqual(['Создан хор', 'Xor tuzildi', 'Хор тузилди', 'A choir is founded']);
  });
});

describe('the health of a route', () => {
  const past = new Date(Date.now() - 60_000);
  const health = async () => (await read()).health;

  it('is late when a term of an open step has ended', async () => {
    await rows.step('enter', { dueAt: past });

    expect(await health()).toBe('late');
  });

  it('is waiting when an agency is beyond its norm', async () => {
    await rows.step('enter', { status: 'waiting-for-agency', normAt: past });

    expect(await health()).toBe('waiting');
  });

  it('is waiting when the agency of an open step is down', async () => {
    await rows.step('hall', {});
    await api.db.orm.insert(gates).values({ agency: 'halls', tokens: 1, openedAt: new Date() });
    const down = await health();
    await api.db.orm.delete(gates);

    expect([down, await health()]).toEqual(['waiting', 'on-track']);
  });

  it('is stuck before all else', async () => {
    await rows.step('enter', { dueAt: past });
    await rows.step('hall', { status: 'stuck' });

    expect(await health()).toBe('stuck');
  });

  it('is on track once the route is closed, whatever was late', async () => {
    await rows.step('enter', { dueAt: past });
    await rows.route({ state: 'closed', outcome: 'withdrawn', closedAt: new Date() });

    expect(await read()).toMatchObject({ health: 'on-track', outcome: 'withdrawn', state: 'closed' });
  });

  it('comes with the next term that ends', async () => {
    const soon = new Date(Date.now() + 60_000);
    await rows.step('enter', { dueAt: new Date(Date.now() + 120_000) });
    await rows.step('hall', { dueAt: soon });

    expect((await read()).nextDeadline).toBe(soon.toISOString());
  });
});

describe('who sees a route', () => {
  const seenBy = async (claims: Readonly<Record<string, unknown>>, headers = {}) =>
    (await (await sender(api, claims)).get(`/v1/routes/${id}`, headers)).status;

  it('is hidden from another portal, and shown to it with the token of somebody who takes part', async () => {
    const bank = { role: 'portal', client: 'bank' };
    const presented = { 'Hayot-Person-Token': await api.issuer.token(citizen(people.alto)) };
    const strangers = { 'Hayot-Person-Token': await api.issuer.token(citizen(people.stranger)) };

    expect([await seenBy(bank), await seenBy(bank, presented), await seenBy(bank, strangers)]).toEqual([
      404, 200, 404,
    ]);
  });

  it('is shown to people who take part and hidden from others', async () => {
    expect([
      await seenBy(citizen(people.leader)),
      await seenBy(citizen(people.bass)),
      await seenBy(citizen(people.stranger)),
    ]).toEqual([200, 200, 404]);
  });

  it('is shown to officers once their team has a part in it, and not for a step left out', async () => {
    await rows.step('enter', { status: 'done' });
    await rows.step('hall', { status: 'skipped', skippedBecause: 'condition' });

    expect([await seenBy(officer('registry')), await seenBy(officer('halls'))]).toEqual([200, 404]);
  });

  it('is not shown one by one to analysts, nor to agencies', async () => {
    expect([await seenBy({ role: 'analyst' }), await seenBy({ role: 'agency' })]).toEqual([403, 404]);
  });

  it('shows a singer their own part only, and the applicant all of it', async () => {
    await rows.done('agree', { agrees: true, voice: 'high' }, 0);
    await rows.step('agree', { instance: 1, status: 'waiting-for-person' });
    const task = await rows.task({ instance: 1, party: 'item', personKey: personKey(people.bass) });
    const part = await read(await sender(api, citizen(people.bass)));
    const whole = await read(await sender(api, citizen(people.leader)));

    expect(part.steps.map((step: { id: string }) => step.id)).toEqual(['agree']);
    expect(part.steps[0].instances).toEqual([
      expect.objectContaining({ instance: 1, status: 'waiting-for-person' }),
    ]);
    expect(part.yourTurn.map((one: { id: string }) => one.id)).toEqual([task]);
    expect(whole.steps).toHaveLength(4);
    expect(whole.yourTurn).toEqual([]);
  });

  it('shows the leader the step that is about them, when somebody else applies', async () => {
    const { body } = await mygov.post('/v1/routes', choirStart({ person: { pinfl: people.patron } }));
    const seen = (await (await sender(api, citizen(people.leader))).get(`/v1/routes/${body.id}`)).body;

    expect(seen.steps.map((step: { id: string }) => step.id)).toEqual(['enter']);
  });

  it('shows officers marked fields of their own agency only', async () => {
    await rows.done('enter', { number: 'R-1', grade: 3, member: null });
    await rows.done('hall', { hall: 'Blue', phone: '+998901234567' });
    const body = await read(await sender(api, officer('halls')), '?personal=true');

    expect(body.steps[1].answer).toEqual({ grade: 3, member: null });
    expect(body.steps[2].answer).toEqual({ hall: 'Blue', phone: '+998901234567' });
  });
});

describe('asking again', () => {
  const etagOf = async () => (await mygov.get(`/v1/routes/${id}`)).headers['etag'] ?? '';
  const again = (etag: string, wait?: number, who: Sender = mygov) =>
    who.get(`/v1/routes/${id}`, {
      'If-None-Match': etag,
      ...(wait === undefined ? {} : { Prefer: `wait=${wait}` }),
    });

  it('is answered 304 without a body while nothing has happened', async () => {
    const { status, text, headers } = await again(await etagOf());

    expect([status, text]).toEqual([304, '']);
    expect(headers['etag']).toBe(await etagOf());
  });

  it('is answered with the new state once something has happened', async () => {
    const etag = await etagOf();
    await rows.route({ seq: 5 });
    const { status, body } = await again(etag);

    expect([status, body.seq]).toEqual([200, 5]);
  });

  it('is answered anew in another language', async () => {
    const { status } = await mygov.get(`/v1/routes/${id}`, {
      'If-None-Match': await etagOf(),
      'Accept-Language': 'uz',
    });

    expect(status).toBe(200);
  });

  it('waits for a change and answers the moment it comes', async () => {
    const begun = Date.now();
    const waiting = again(await etagOf(), 20).then((answer) => answer);
    setTimeout(() => void rows.route({ seq: 9 }), 300);
    const { status, body } = await waiting;

    expect([status, body.seq]).toEqual([200, 9]);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('waits no longer than it was asked to', async () => {
    const { status, headers } = await again(await etagOf(), 1);

    expect([status, headers['preference-applied']]).toEqual([304, 'wait=1']);
  });

  it('is not kept waiting by changes of other routes', async () => {
    const other = (await mygov.post('/v1/routes', choirStart())).body.id as string;
    setTimeout(() => void rowsOf(api.db, other).route({ seq: 2 }), 100);
    const { status } = await again(await etagOf(), 1);

    expect(status).toBe(304);
  });

  it('tells nothing to those who do not see the route', async () => {
    const { status } = await again(await etagOf(), 1, await sender(api, citizen(people.stranger)));

    expect(status).toBe(404);
  });
});
