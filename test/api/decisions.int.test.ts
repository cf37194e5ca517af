import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { decisions } from '../../db/personal/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { citizen, faults, officer, portal, type Sender, sender, verdict } from './support/requests.ts';
import type { Rows } from './support/rows.ts';
import { startedRoute } from './support/started-route.ts';

let api: ApiUnderTest;
let mygov: Sender;
let halls: Sender;
let route: string;
let rows: Rows;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
  halls = await sender(api, officer('halls'));
});
afterAll(async () => api.close());
beforeEach(async () => {
  ({ route, rows } = await startedRoute(api, mygov));
  await rows.step('hall', { status: 'stuck' });
  api.door.forget();
});

const reason = 'Spoke to the agency.';
const at = (action: string, step = 'hall') => `/v1/routes/${route}/steps/${step}/${action}`;
const stored = async () => api.db.orm.select().from(decisions).where(eq(decisions.route, route));

describe('moving a stuck step on', () => {
  it('records who decided and why before the route is told', async () => {
    const { status, body } = await halls.post(at('retry'), { reason });
    const [decision] = await stored();

    expect([status, body]).toEqual([200, { seq: 7, status: 'done' }]);
    expect(decision).toMatchObject({
      action: 'retry',
      step: 'hall',
      instance: 0,
      actor: 'officer-1',
      role: 'officer',
      reason,
      answer: null,
    });
    expect(api.door.updates).toEqual([
      {
        route,
        name: 'retry',
        id: decision?.id,
        argument: { step: 'hall', instance: 0, decision: decision?.id },
      },
    ]);
  });

  it('is looked after by the reconciler until the route has answered', async () => {
    const send = () => halls.post(at('retry'), { reason }, { 'Idempotency-Key': 'retry-hall' });
    api.door.isAway = true;
    const [away, [unheard]] = [await send(), await stored()];
    // As the reconciler leaves it, which found nothing of it in the rows.
    await api.db.orm.update(decisions).set({ checkAt: null });
    const [again, [unheardAgain]] = [await send(), await stored()];
    api.door.isAway = false;
    const [heard, [confirmed]] = [await send(), await stored()];

    expect([away.status, again.status, heard.status]).toEqual([503, 503, 200]);
    expect([unheard?.checkAt, unheardAgain?.checkAt, confirmed?.checkAt]).toEqual([
      expect.any(Date),
      expect.any(Date),
      null,
    ]);
  });

  it('takes the answer that the agency gave by other means, checked like its own', async () => {
    const wrong = await halls.post(at('resolve'), { reason, answer: { hall: 'Blue' } });
    const right = await halls.post(at('resolve'), {
      reason,
      answer: { hall: 'Blue', phone: '+998901234567' },
    });
    const [decision] = await stored();

    expect(faults(wrong)).toEqual(['/answer/phone required']);
    expect(right.status).toBe(200);
    expect(decision?.answer).toEqual({ hall: 'Blue', phone: '+998901234567' });
  });

  it.each([
    ['without a reason', { action: 'retry', body: {} }, '/reason required'],
    [
      'without the answer that it is resolved by',
      { action: 'resolve', body: { reason } },
      '/answer required',
    ],
    [
      'with an answer that only resolve takes',
      { action: 'retry', body: { reason, answer: {} } },
      '/answer unknown-field',
    ],
    [
      'with an instance that is no number',
      { action: 'skip', body: { reason, instance: 'first' } },
      '/instance number-expected',
    ],
  ])('is refused %s', async (_how, request, fault) => {
    const answered = await halls.post(at(request.action), request.body);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
    expect(await stored()).toEqual([]);
  });

  it('needs no answer to say that an act was taken back by other means', async () => {
    await rows.step('hall', { status: 'stuck', stuckReason: 'undo-failed' });
    const { status } = await halls.post(at('resolve'), { reason, answer: {} });

    expect(status).toBe(200);
    expect(await stored()).toMatchObject([{ action: 'resolve', answer: {} }]);
  });

  it('is for officers of the agency that the step is with', async () => {
    await rows.step('enter', { status: 'done' });
    const others = await (await sender(api, officer('registry'))).post(at('retry'), { reason });
    const people1 = await (await sender(api, citizen(people.leader))).post(at('retry'), { reason });
    const stranger = await (await sender(api, citizen(people.stranger))).post(at('retry'), { reason });

    expect(verdict(others)).toBe('403 not-your-team');
    expect([people1.status, (await mygov.post(at('retry'), { reason })).status, stranger.status]).toEqual([
      403, 403, 404,
    ]);
  });

  it('is for the officers of another agency once the step was handed over to it', async () => {
    await rows.step('hall', { status: 'stuck', agency: 'registry' });
    const taken = await (await sender(api, officer('registry'))).post(at('retry'), { reason });

    expect([taken.status, (await halls.post(at('retry'), { reason })).status]).toEqual([200, 404]);
  });

  it.each([
    ['NotStuck', '409 not-stuck'],
    ['NotSkippable', '409 not-skippable'],
    ['UnknownStep', '404 not-found'],
    ['RouteClosed', '409 route-closed'],
  ])('says what the route says: %s', async (type, expected) => {
    api.door.next = [{ is: 'rejected', type }];
    const answered = await halls.post(at('skip'), { reason });

    expect(verdict(answered)).toBe(expected);
  });

  it('does not find steps that the route does not have', async () => {
    expect([
      (await halls.post(at('retry', 'nothing'), { reason })).status,
      (await halls.post(at('retry', 'constructor'), { reason })).status,
    ]).toEqual([404, 404]);
  });

  it('is no longer possible on a closed route', async () => {
    await rows.route({ state: 'closed', outcome: 'complete' });
    const answered = await halls.post(at('retry'), { reason });

    expect([verdict(answered), answered.body.outcome]).toEqual(['409 route-closed', 'complete']);
  });

  it('goes to its route again when it is repeated, also where a lost workflow task has closed the route', async () => {
    const key = { 'Idempotency-Key': 'after-a-loss' };
    api.door.isAway = true;
    await halls.post(at('retry'), { reason }, key);
    api.door.isAway = false;
    await rows.route({ state: 'closed', outcome: 'complete' });

    expect((await halls.post(at('retry'), { reason }, key)).status).toBe(200);
  });
});

describe('withdrawing a route', () => {
  const path = () => `/v1/routes/${route}/withdraw`;
  const plan = [{ step: 'hall', instance: 0, then: 'stays', because: 'rests-on-law' }];

  it('tells what will happen to each step, and keeps the reason', async () => {
    api.door.next = [{ is: 'done', result: { seq: 4, plan } }];
    const { status, body } = await mygov.post(path(), { reason: 'We moved.' });
    const [decision] = await stored();

    expect([status, body]).toEqual([202, { plan, seq: 4 }]);
    expect(decision).toMatchObject({
      action: 'withdraw',
      step: null,
      actor: 'mygov',
      role: 'portal',
      reason: 'We moved.',
    });
    expect(api.door.updates[0]).toMatchObject({ name: 'withdraw', argument: { decision: decision?.id } });
  });

  it('may name some steps, which the route must have', async () => {
    const wrong = await mygov.post(path(), { reason, steps: ['hall', 'nothing'] });
    await mygov.post(path(), { reason, steps: ['hall'] });

    expect(faults(wrong)).toEqual(['/steps/1 unknown-step']);
    expect(api.door.updates[0]?.argument).toMatchObject({ steps: ['hall'] });
  });

  it('is for the applicant, not for others who take part or decide', async () => {
    const byApplicant = await (await sender(api, citizen(people.leader))).post(path(), { reason });
    const bySinger = await (await sender(api, citizen(people.alto))).post(path(), { reason });
    const byOfficer = await halls.post(path(), { reason });

    expect([byApplicant.status, bySinger.status, byOfficer.status]).toEqual([202, 403, 403]);
    expect((await stored())[0]?.actor).toBe(personKey(people.leader));
  });
});
