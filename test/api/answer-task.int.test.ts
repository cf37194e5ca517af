import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { taskAnswers } from '../../db/personal/schema.ts';
import { parties, tasks } from '../../db/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import {
  choirStart,
  citizen,
  faults,
  officer,
  portal,
  type Sender,
  sender,
  verdict,
} from './support/requests.ts';
import { type Rows, rowsOf } from './support/rows.ts';
import { startedRoute } from './support/started-route.ts';

let api: ApiUnderTest;
let mygov: Sender;
let alto: Sender;
let route: string;
let rows: Rows;
let task: string;

beforeAll(async () => {
  api = await apiOfItsOwn();
  mygov = await sender(api, portal);
  alto = await sender(api, citizen(people.alto));
});
afterAll(async () => api.close());
beforeEach(async () => {
  ({ route, rows } = await startedRoute(api, mygov));
  await rows.step('agree', { status: 'waiting-for-person' });
  task = await rows.task({ instance: 0, party: 'item', personKey: personKey(people.alto) });
  await api.deps.errands.settled();
  api.door.forget();
});

const answer = { answer: { agrees: true, voice: 'high' } };
const proof = { kind: 'e-imzo', value: 'signed' };
const storedFor = async () => api.db.orm.select().from(taskAnswers).where(eq(taskAnswers.task, task));

describe('answering a task', () => {
  it('takes the answer of the person whose token comes with it, which counts as proof', async () => {
    const { status, body } = await alto.post(`/v1/tasks/${task}/answer`, answer);
    const [stored] = await storedFor();

    expect([status, body]).toEqual([200, { seq: 7, status: 'done' }]);
    expect(stored).toMatchObject({
      body: { agrees: true, voice: 'high' },
      declined: null,
      actorKey: personKey(people.alto),
      assertedBy: 'citizen',
      proof: { kind: 'oneid' },
    });
    expect(api.door.updates).toEqual([
      {
        route,
        name: 'answerTask',
        id: stored?.id,
        argument: { step: 'agree', instance: 0, task, answer: stored?.id, declined: false },
      },
    ]);
  });

  it("takes a portal's word for it, recorded as that portal's, with a proof", async () => {
    const { status } = await mygov.post(`/v1/tasks/${task}/answer`, {
      actor: { pinfl: people.alto },
      ...answer,
      proof,
    });
    const [stored] = await storedFor();

    expect(status).toBe(200);
    expect(stored).toMatchObject({ assertedBy: 'mygov', actorKey: personKey(people.alto), proof });
  });

  it('takes a no with its reason, without any proof', async () => {
    const { status } = await alto.post(`/v1/tasks/${task}/answer`, { decline: { reason: 'I cannot sing.' } });
    const [stored] = await storedFor();

    expect(status).toBe(200);
    expect(stored).toMatchObject({ body: null, declined: 'I cannot sing.', proof: null });
    expect(api.door.updates[0]?.argument).toMatchObject({ declined: true });
  });

  it('gives a repeat the same answer and tells the route once', async () => {
    const key = { 'Idempotency-Key': 'repeat' };
    const first = await alto.post(`/v1/tasks/${task}/answer`, answer, key);
    const second = await alto.post(`/v1/tasks/${task}/answer`, answer, key);

    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(api.door.updates).toHaveLength(1);
  });

  it.each([
    ['a wrong word', { answer: { agrees: true, voice: 'middle' } }, '/answer/voice not-one-of'],
    [
      'an answer with an unknown field',
      { answer: { agrees: true, tempo: 1 } },
      '/answer/tempo unknown-field',
    ],
    ['an empty answer', { answer: {} }, '/answer/agrees required'],
    ['both answer and no', { ...answer, decline: { reason: 'no' } }, '/answer answer-or-decline'],
    ['neither answer nor no', {}, '/answer answer-or-decline'],
    ['a no without a reason', { decline: { reason: ' ' } }, '/decline/reason empty'],
  ])('refuses %s', async (_what, body, fault) => {
    const answered = await alto.post(`/v1/tasks/${task}/answer`, body);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
    expect(await storedFor()).toEqual([]);
  });

  it.each([
    ['without saying who answers', { ...answer, proof }, '422 wrong-fields'],
    [
      'for somebody whose turn it is not',
      { actor: { pinfl: people.bass }, ...answer, proof },
      '403 not-your-turn',
    ],
    ['without the proof that is demanded', { actor: { pinfl: people.alto }, ...answer }, '422 wrong-fields'],
    [
      'with a proof of another kind',
      { actor: { pinfl: people.alto }, ...answer, proof: { kind: 'assisted', value: 'x' } },
      '422 wrong-fields',
    ],
  ])('refuses a portal %s', async (_how, body, expected) => {
    const answered = await mygov.post(`/v1/tasks/${task}/answer`, body);

    expect(verdict(answered)).toBe(expected);
    expect(api.door.updates).toEqual([]);
  });

  it('does not let citizens answer in the name of others, nor find their tasks', async () => {
    const posing = await alto.post(`/v1/tasks/${task}/answer`, { actor: { pinfl: people.bass }, ...answer });
    const other = await (await sender(api, citizen(people.bass))).post(`/v1/tasks/${task}/answer`, answer);

    expect([posing.status, other.status]).toEqual([403, 404]);
  });

  it('asks for just the field to be mended', async () => {
    await rows.step('enter', { status: 'waiting-for-person' });
    const mend = await rows.task({
      step: 'enter',
      kind: 'mend',
      field: 'name',
      party: 'applicant',
      personKey: personKey(people.leader),
    });
    const leader = await sender(api, citizen(people.leader));
    const wrong = await leader.post(`/v1/tasks/${mend}/answer`, { answer: { agrees: true } });
    const right = await leader.post(`/v1/tasks/${mend}/answer`, { answer: { name: 'Qaldirgʻoch' } });

    expect(faults(wrong)).toEqual(['/answer/agrees unknown-field', '/answer/name required']);
    expect(right.status).toBe(200);
  });

  it('lets the head whom the register names act for an organisation, and nobody before', async () => {
    const { body } = await mygov.post('/v1/routes', choirStart({ person: { tin: '123456789' } }));
    const of = {
      step: 'enter',
      kind: 'mend',
      field: 'name',
      party: 'applicant',
      personKey: personKey('123456789'),
    } as const;
    const mend = await rowsOf(api.db, body.id).task(of);
    const post = async () =>
      mygov.post(`/v1/tasks/${mend}/answer`, { actor: { pinfl: people.patron }, answer: { name: 'Tong' } });
    const before = await post();
    await api.db.orm
      .insert(parties)
      .values({ route: body.id, party: 'head', instance: 0, personKey: personKey(people.patron) });
    const after = await post();

    expect([verdict(before), after.status]).toEqual(['403 not-your-turn', 200]);
    expect(
      (await (await sender(api, citizen(people.patron))).get(`/v1/tasks?route=${body.id}`)).body.items,
    ).toHaveLength(1);
  });

  it('leaves a task of a team to its officers', async () => {
    await rows.step('look', { status: 'waiting-for-person' });
    const look = await rows.task({ step: 'look', team: 'halls' });
    const fromPortal = await mygov.post(`/v1/tasks/${look}/answer`, {
      actor: { pinfl: people.leader },
      answer: { safe: true },
    });
    const fromOther = await (
      await sender(api, officer('registry'))
    ).post(`/v1/tasks/${look}/answer`, { answer: { safe: true } });
    const fromTeam = await (
      await sender(api, officer('halls'))
    ).post(`/v1/tasks/${look}/answer`, { answer: { safe: true } });

    expect([fromPortal.status, fromOther.status, fromTeam.status]).toEqual([404, 404, 200]);
  });
});

describe('an answer that comes too late or too early', () => {
  const notWaiting = { is: 'rejected', type: 'NotWaiting' } as const;

  it('is told that the route has ended, and how', async () => {
    await rows.route({ state: 'closed', outcome: 'refused' });
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([verdict(answered), answered.body.outcome]).toEqual(['409 route-closed', 'refused']);
  });

  it('is told so also when the route ends while it is told', async () => {
    api.door.next = [{ is: 'rejected', type: 'RouteClosed' }];
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect(verdict(answered)).toBe('409 route-closed');
  });

  it('is told that the task is closed', async () => {
    await api.db.orm.update(tasks).set({ closedAt: new Date() }).where(eq(tasks.id, task));
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect(verdict(answered)).toBe('409 task-closed');
  });

  it('is asked once more where the route judged by an older state', async () => {
    api.door.next = [notWaiting];
    const { status } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect(status).toBe(200);
    const told = api.door.updates.map((update) => update.id);
    expect(told).toEqual([told[0], told[0]]);
  });

  it('is to be sent again while a route that was reset is behind its rows, and is looked at', async () => {
    api.door.next = [notWaiting, notWaiting];
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);
    const [stored] = await api.db.orm.select().from(taskAnswers).where(eq(taskAnswers.task, task));

    expect([verdict(answered), answered.headers['retry-after']]).toEqual(['503 cannot-move-now', '5']);
    expect(stored?.checkAt).toEqual(expect.any(Date));
  });

  it('is refused where the step has gone on', async () => {
    const closing = async () => {
      await api.db.orm.update(tasks).set({ closedAt: new Date() }).where(eq(tasks.id, task));
      return notWaiting;
    };
    api.door.next = [notWaiting, closing];
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect(verdict(answered)).toBe('409 not-waiting');
  });

  it('is to be sent again while the route has not begun', async () => {
    await rows.route({ workflowStartedAt: null });
    api.door.next = [{ is: 'gone' }];
    const answered = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([verdict(answered), answered.headers['retry-after']]).toEqual(['503 not-yet-started', '5']);
  });

  it('is to be sent again while routes cannot be reached, and its repeat is the same answer', async () => {
    const key = { 'Idempotency-Key': 'after-503' };
    api.door.isAway = true;
    const first = await alto.post(`/v1/tasks/${task}/answer`, answer, key);
    api.door.isAway = false;
    const changed = await alto.post(`/v1/tasks/${task}/answer`, { decline: { reason: 'no' } }, key);
    const second = await alto.post(`/v1/tasks/${task}/answer`, answer, key);

    expect([first.status, first.headers['retry-after'], changed.status, second.status]).toEqual([
      503,
      '5',
      422,
      200,
    ]);
    expect(new Set(api.door.updates.map((update) => update.id)).size).toBe(1);
    expect(await storedFor()).toHaveLength(1);
  });

  it.each([
    ['the task', 'open', '409 task-closed'],
    ['the route', 'closed', '409 route-closed'],
  ] as const)(
    'goes to its route again when it is repeated, also where a lost workflow task has closed %s',
    async (_, state, toOthers) => {
      const key = { 'Idempotency-Key': `after-a-loss-${state}` };
      api.door.isAway = true;
      await alto.post(`/v1/tasks/${task}/answer`, answer, key);
      api.door.isAway = false;
      await api.db.orm.update(tasks).set({ closedAt: new Date() }).where(eq(tasks.id, task));
      await rows.route({ state });
      const repeated = await alto.post(`/v1/tasks/${task}/answer`, answer, key);
      const another = await alto.post(`/v1/tasks/${task}/answer`, answer, { 'Idempotency-Key': 'another' });

      expect([repeated.status, verdict(another)]).toEqual([200, toOthers]);
      expect(new Set(api.door.updates.map((update) => update.id)).size).toBe(1);
    },
  );
});
