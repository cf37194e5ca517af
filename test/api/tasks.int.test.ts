import { eq } from 'drizzle-orm';
import { personKey } from '../../db/personal/person-key.ts';
import { taskAnswers } from '../../db/personal/schema.ts';
import { parties, tasks } from '../../db/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { type ApiUnderTest, apiUnderTest } from './support/api-under-test.ts';
import { people } from './support/people.ts';
import { choirStart, citizen, officer, portal, type Sender, sender } from './support/requests.ts';
import { type Rows, rowsOf } from './support/rows.ts';

let database: FreshDatabase;
let api: ApiUnderTest;
let mygov: Sender;
let alto: Sender;
let route: string;
let rows: Rows;
let task: string;

beforeAll(async () => {
  database = await freshDatabase();
  api = await apiUnderTest(database.url);
  mygov = await sender(api, portal);
  alto = await sender(api, citizen(people.alto));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  route = (await mygov.post('/v1/routes', choirStart())).body.id as string;
  rows = rowsOf(api.db, route);
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
    ['a wrong word', { answer: { agrees: true, voice: 'middle' } }, [['/answer/voice', 'not-one-of']]],
    [
      'an answer with an unknown field',
      { answer: { agrees: true, tempo: 1 } },
      [['/answer/tempo', 'unknown-field']],
    ],
    ['an empty answer', { answer: {} }, [['/answer/agrees', 'required']]],
    ['both answer and no', { ...answer, decline: { reason: 'no' } }, [['/answer', 'answer-or-decline']]],
    ['neither answer nor no', {}, [['/answer', 'answer-or-decline']]],
    ['a no without a reason', { decline: { reason: ' ' } }, [['/decline/reason', 'empty']]],
  ])('refuses %s', async (_what, body, errors) => {
    const answered = await alto.post(`/v1/tasks/${task}/answer`, body);

    expect([
      answered.status,
      answered.body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ]).toEqual([422, errors]);
    expect(await storedFor()).toEqual([]);
  });

  it.each([
    ['without saying who answers', { ...answer, proof }, 422, '/problems/wrong-fields'],
    [
      'for somebody whose turn it is not',
      { actor: { pinfl: people.bass }, ...answer, proof },
      403,
      '/problems/not-your-turn',
    ],
    [
      'without the proof that is demanded',
      { actor: { pinfl: people.alto }, ...answer },
      422,
      '/problems/wrong-fields',
    ],
    [
      'with a proof of another kind',
      { actor: { pinfl: people.alto }, ...answer, proof: { kind: 'assisted', value: 'x' } },
      422,
      '/problems/wrong-fields',
    ],
  ])('refuses a portal %s', async (_how, body, status, type) => {
    const answered = await mygov.post(`/v1/tasks/${task}/answer`, body);

    expect([answered.status, answered.body.type]).toEqual([status, type]);
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

    expect(wrong.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/answer/agrees',
      '/answer/name',
    ]);
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

    expect([before.status, before.body.type, after.status]).toEqual([403, '/problems/not-your-turn', 200]);
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
  it('is told that the route has ended, and how', async () => {
    await rows.route({ state: 'closed', outcome: 'refused' });
    const { status, body } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([status, body.type, body.outcome]).toEqual([409, '/problems/route-closed', 'refused']);
  });

  it('is told so also when the route ends while it is told', async () => {
    api.door.next = [{ is: 'rejected', type: 'RouteClosed' }];
    const { status, body } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([status, body.type]).toEqual([409, '/problems/route-closed']);
  });

  it('is told that the task is closed', async () => {
    await api.db.orm.update(tasks).set({ closedAt: new Date() }).where(eq(tasks.id, task));
    const { status, body } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([status, body.type]).toEqual([409, '/problems/task-closed']);
  });

  it('is asked once more where the route judged by an older state', async () => {
    api.door.next = [{ is: 'rejected', type: 'NotWaiting' }];
    const { status } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect(status).toBe(200);
    expect(api.door.updates.map((update) => update.id)).toEqual([
      api.door.updates[0]?.id,
      api.door.updates[0]?.id,
    ]);
  });

  it('is refused where the step has gone on', async () => {
    api.door.next = [
      { is: 'rejected', type: 'NotWaiting' },
      { is: 'rejected', type: 'NotWaiting' },
    ];
    const { status, body } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([status, body.type]).toEqual([409, '/problems/not-waiting']);
  });

  it('is to be sent again while the route has not begun', async () => {
    await rows.route({ workflowStartedAt: null });
    api.door.next = [{ is: 'gone' }];
    const { status, body, headers } = await alto.post(`/v1/tasks/${task}/answer`, answer);

    expect([status, body.type, headers['retry-after']]).toEqual([503, '/problems/not-yet-started', '5']);
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
});

describe('lists of tasks', () => {
  it('show a portal the tasks of people in its routes, with form and term and without numbers', async () => {
    await rows.task({ step: 'look', team: 'halls' });
    const { body } = await mygov.get(`/v1/tasks?route=${route}`);

    expect(body).toEqual({
      items: [
        {
          id: task,
          route,
          step: 'agree',
          instance: 0,
          title: 'Do you agree to sing?',
          for: { party: 'item', instance: 0 },
          dueAt: null,
          form: expect.objectContaining({ required: ['agrees'] }),
        },
      ],
      next: null,
    });
  });

  it('show officers what their team has to do, and refuse to show another', async () => {
    const look = await rows.task({ step: 'look', team: 'halls' });
    const halls = await sender(api, officer('halls'));
    const { body } = await halls.get(`/v1/tasks?team=halls&route=${route}`);

    expect(body.items.map((one: { id: string; for: unknown }) => [one.id, one.for])).toEqual([
      [look, { team: 'halls' }],
    ]);
    expect((await halls.get('/v1/tasks?team=registry')).status).toBe(403);
  });

  it('come a page at a time, each task once', async () => {
    await Promise.all(
      Array.from({ length: 4 }, async (_, at) =>
        rows.task({ step: 'agree', instance: at + 1, party: 'item', personKey: personKey(people.bass) }),
      ),
    );
    const bass = await sender(api, citizen(people.bass));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await bass.get(
        `/v1/tasks?route=${route}&limit=2${next === '' ? '' : `&cursor=${next}`}`,
      );
      seen.push(...body.items.map((one: { id: string }) => one.id));
      next = body.next as string | null;
    }

    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it('are searched by person, by citizens for themselves only', async () => {
    const { body } = await mygov.post('/v1/tasks/search', { person: { pinfl: people.alto } });
    const own = await alto.post('/v1/tasks/search', { person: { pinfl: people.alto } });
    const other = await alto.post('/v1/tasks/search', { person: { pinfl: people.bass } });

    expect(body.items.map((one: { id: string }) => one.id)).toContain(task);
    expect([own.status, other.status]).toEqual([200, 403]);
  });
});

describe('taking a task of a team', () => {
  it('gives it to one officer, who may take it twice, and to no other', async () => {
    const look = await rows.task({ step: 'look', team: 'halls' });
    const first = await sender(api, officer('halls', 'first'));
    const second = await sender(api, officer('halls', 'second'));
    const path = `/v1/tasks/${look}/claim`;

    expect((await first.post(path, {})).body.id).toBe(look);
    expect((await first.post(path, {})).status).toBe(200);
    expect((await second.post(path, {})).body.type).toBe('/problems/task-claimed');
  });

  it('is for officers, not for those whose turn it is', async () => {
    expect((await alto.post(`/v1/tasks/${task}/claim`, {})).status).toBe(403);
  });
});
