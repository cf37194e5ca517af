import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { gates } from '../../db/own-schema.ts';
import { accessEntries } from '../../db/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, named, portal, type Sender, sender } from './support/requests.ts';
import { type Rows, rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let mygov: Sender;
let id: string;
let rows: Rows;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
});
afterAll(async () => api.close());
beforeEach(async () => {
  ({ id } = (await mygov.post('/v1/routes', choirStart())).body);
  rows = rowsOf(api.db, id);
});

const read = async (query = '') => (await mygov.get(`/v1/routes/${id}${query}`)).body;
const stepNamed = async (step: string, query = '') => named(await read(query), step);

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
    expect(body.steps.map((step) => [step.id, step.status])).toEqual([
      ['agree', 'not-started'],
      ['enter', 'not-started'],
      ['hall', 'not-started'],
      ['look', 'not-started'],
    ]);
    expect(body.steps[1]).toEqual({
      id: 'enter',
      title: 'Enter the choir',
      agency: { id: 'registry', name: 'Registry of choirs' },
      handedOn: null,
      status: 'not-started',
      because: null,
      becauseText: null,
      since: null,
      dueAt: null,
      dueIsEstimate: false,
      pausedSince: null,
      attempts: 0,
      answer: null,
      refusal: null,
      instances: null,
    });
    expect(body.steps[0]?.instances?.map((one) => [one.instance, one.status])).toEqual([
      [0, 'not-started'],
      [1, 'not-started'],
    ]);
  });

  it('says why a step was left out or is stuck, in the language of who reads', async () => {
    await rows.step('agree', { instance: 0, status: 'done' });
    await rows.step('agree', { instance: 1, status: 'skipped', skippedBecause: 'person-dead' });
    await rows.step('enter', { status: 'stuck', stuckReason: 'contract-broken' });
    await rows.step('hall', { status: 'skipped', skippedBecause: 'condition' });
    const russian = (await mygov.get(`/v1/routes/${id}`, { 'accept-language': 'ru' })).body;
    const body = await read();
    const told = (step: string) => [named(body, step)?.because, named(body, step)?.becauseText];

    expect(told('agree')).toEqual([null, null]);
    expect(named(body, 'agree')?.instances?.map(({ because }) => because)).toEqual([null, 'person-dead']);
    expect(told('enter')).toEqual([
      'contract-broken',
      'The agency gave an answer that cannot be used. An officer is looking into it.',
    ]);
    expect(told('hall')).toEqual(['condition', 'Not needed here.']);
    expect(named(russian, 'hall')?.becauseText).toBe('Здесь это не требуется.');
  });

  it('says it of a step with several people where none of them is left', async () => {
    await rows.step('agree', { instance: 0, status: 'skipped', skippedBecause: 'withdrawn' });
    await rows.step('agree', { instance: 1, status: 'skipped', skippedBecause: 'withdrawn' });

    expect(await stepNamed('agree')).toMatchObject({
      status: 'skipped',
      because: 'withdrawn',
      becauseText: 'It was withdrawn.',
    });
  });

  it('shows as done, with its answer, what was to be taken back and could not be', async () => {
    await rows.done('enter', { number: 'R-1', grade: 3, member: null });
    await rows.step('enter', { status: 'done', skippedBecause: 'undo-given-up' });

    expect(await stepNamed('enter')).toMatchObject({
      status: 'done',
      because: 'undo-given-up',
      becauseText: 'It was to be taken back, but that was not possible: it stands.',
      answer: { grade: 3, member: null },
    });
  });

  it('says of a route that a death stopped that this was the reason, also in lists', async () => {
    expect(await read()).toMatchObject({ reason: null, reasonText: null });
    await rows.route({ state: 'closed', outcome: 'withdrawn', reason: 'death', closedAt: new Date() });
    const reason = { reason: 'death', reasonText: 'A person has died. Nothing more is done or sent.' };
    const listed = (await mygov.get('/v1/routes?state=closed')).body;

    expect(await read()).toMatchObject(reason);
    expect(listed.items.find((one) => one.id === id)).toMatchObject(reason);
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
    const step = await stepNamed('enter', '?personal=true');
    const entries = await api.db.orm
      .select()
      .from(accessEntries)
      .where(eq(accessEntries.route, id))
      .orderBy(accessEntries.id);

    expect(step?.answer).toEqual({ number: 'R-1', grade: 3, member: { pinfl: people.alto } });
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
    expect((await stepNamed('enter'))?.refusal).not.toHaveProperty('evidence');
    expect((await stepNamed('enter', '?personal=true'))?.refusal?.evidence).toEqual({
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

    expect([half?.status, waiting?.status, whole?.status]).toEqual([
      'in-progress',
      'waiting-for-person',
      'done',
    ]);
    expect(whole?.instances?.map((one) => one.answer)).toEqual([
      { agrees: true, voice: 'high' },
      { agrees: true, voice: 'low' },
    ]);
  });

  it('speaks the language that is asked for, also Uzbek in Cyrillic letters', async () => {
    const titleIn = async (language: string) => {
      const { body } = await mygov.get('/v1/routes', { 'Accept-Language': language });
      return body.items[0]?.title;
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
