import { readdressStep } from '../../db/steps.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import {
  choirStart,
  citizen,
  idsOf,
  named,
  officer,
  portal,
  type Sender,
  sender,
} from './support/requests.ts';
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

const read = async (who: Sender = mygov, query = '') => (await who.get(`/v1/routes/${id}${query}`)).body;

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

  it.each<[string, Parameters<Rows['step']>[1]]>([
    ['it tried and an officer left out', { skippedBecause: 'officer', attempts: 2 }],
    ['was withdrawn while it was under way', { skippedBecause: 'withdrawn', begunAt: new Date(0) }],
  ])('is shown to an agency that was called, also for a step that %s', async (_, values) => {
    await rows.step('hall', { status: 'skipped', endedAt: new Date(), ...values });

    expect(await seenBy(officer('halls'))).toBe(200);
  });

  it('is not shown for a step that was left out in the moment it would have begun', async () => {
    const now = new Date();
    await rows.step('hall', { status: 'skipped', skippedBecause: 'withdrawn', begunAt: now, endedAt: now });

    expect(await seenBy(officer('halls'))).toBe(404);
  });

  it('is shown to an agency that passed its call on to another one', async () => {
    await rows.step('hall', { status: 'in-progress' });
    await readdressStep(api.db.orm, { route: id, step: 'hall', instance: 0 }, 'registry');

    expect([await seenBy(officer('halls')), await seenBy(officer('registry'))]).toEqual([200, 200]);
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

    expect(idsOf(part.steps)).toEqual(['agree']);
    expect(part.steps[0]?.instances).toEqual([
      expect.objectContaining({ instance: 1, status: 'waiting-for-person' }),
    ]);
    expect(idsOf(part.yourTurn)).toEqual([task]);
    expect(whole.steps).toHaveLength(4);
    expect(whole.yourTurn).toEqual([]);
  });

  it('shows the leader the step that is about them, when somebody else applies', async () => {
    const { body } = await mygov.post('/v1/routes', choirStart({ person: { pinfl: people.patron } }));
    const seen = (await (await sender(api, citizen(people.leader))).get(`/v1/routes/${body.id}`)).body;

    expect(idsOf(seen.steps)).toEqual(['enter']);
  });

  it('shows officers marked fields of their own agency only', async () => {
    await rows.done('enter', { number: 'R-1', grade: 3, member: null });
    await rows.done('hall', { hall: 'Blue', phone: '+998901234567' });
    const body = await read(await sender(api, officer('halls')), '?personal=true');

    expect(named(body, 'enter')?.answer).toEqual({ grade: 3, member: null });
    expect(named(body, 'hall')?.answer).toEqual({ hall: 'Blue', phone: '+998901234567' });
  });

  it('shows officers marked fields of those elements of a list only that were handed on to their agency', async () => {
    const signed = { agrees: true, voice: null, signature: 'a field that no schema leaves unmarked' };
    await rows.done('agree', signed, 0);
    await rows.done('agree', signed, 1);
    await readdressStep(api.db.orm, { route: id, step: 'agree', instance: 1 }, 'halls');
    const body = await read(await sender(api, officer('halls')), '?personal=true');

    expect(named(body, 'agree')?.instances?.map(({ answer }) => answer)).toEqual([
      { agrees: true, voice: null },
      signed,
    ]);
  });
});
