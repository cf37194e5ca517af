import { randomUUID } from 'node:crypto';
import { like } from 'drizzle-orm';
import { endItem } from '../../db/operations/work.ts';
import { decisions } from '../../db/personal/schema.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { fixtureCatalogue } from './support/fixture-catalogue.ts';
import {
  type Answered,
  choirStart,
  faults,
  officer,
  portal,
  type Sender,
  sender,
  verdict,
} from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let mygov: Sender;
let halls: Sender;
let operator: Sender;

beforeEach(async () => {
  const country = { ...fixtureCatalogue.country, operatorTeam: 'mygov' };
  api = await apiOfItsOwn({ catalogue: { ...fixtureCatalogue, country } });
  mygov = await sender(api, portal);
  halls = await sender(api, officer('halls'));
  operator = await sender(api, officer('mygov'));
});
afterEach(async () => api.close());

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly endedAt: string | null;
  readonly by: object;
  readonly items: readonly { readonly route: string; readonly step: string; readonly state: string }[];
  readonly next: string | null;
}

const reason = 'The office of halls answers again.';
const shown = ({ body }: Answered) => body as unknown as Shown;
const read = async (id: string, query = '', by = halls) =>
  shown(await by.get(`/v1/operations/${id}${query}`));
const order = (body: object, by = halls) => by.post('/v1/operations', { reason, ...body });
const stored = async (id: string) =>
  api.db.orm
    .select()
    .from(decisions)
    .where(like(decisions.id, `${id}.%`));

/** A route whose step is stuck, unless said otherwise. */
async function route(
  step = 'hall',
  values: object = {},
  start: Record<string, unknown> = {},
): Promise<string> {
  const { id } = (await mygov.post('/v1/routes', choirStart(start))).body;
  await api.deps.errands.settled();
  await rowsOf(api.db, id).step(step, { status: 'stuck', stuckReason: 'contract-broken', ...values });
  return id;
}

describe('an operation over many stuck steps', () => {
  it('takes up what is stuck at the own team, the longest waiting first, with a decision for each', async () => {
    const younger = await route('hall', { since: new Date('2026-03-02') });
    const older = await route('hall', { since: new Date('2026-03-01') });
    await route('enter');
    await route('hall', { status: 'in-progress', stuckReason: null });
    const closed = await route();
    await rowsOf(api.db, closed).route({ state: 'closed' });

    const ordered = await order({ action: 'retry', filter: { agency: 'halls' } });
    const { id, state } = shown(ordered);
    const operation = await read(id);

    expect([ordered.status, ordered.headers['location'], state]).toEqual([
      202,
      `/v1/operations/${id}`,
      'running',
    ]);
    expect(operation).toMatchObject({
      action: 'retry',
      total: 2,
      done: 0,
      refused: 0,
      failed: 0,
      endedAt: null,
    });
    expect(operation.by).toEqual({ actor: 'officer-1', role: 'officer', team: 'halls' });
    expect(operation.items.map((item) => [item.route, item.step, item.state])).toEqual([
      [older, 'hall', 'waiting'],
      [younger, 'hall', 'waiting'],
    ]);
    expect((await stored(id)).map((one) => [one.route, one.action, one.actor, one.role, one.reason])).toEqual(
      [
        [older, 'retry', 'officer-1', 'officer', reason],
        [younger, 'retry', 'officer-1', 'officer', reason],
      ],
    );
    expect(api.door.updates).toEqual([]);
  });

  it.each([
    ['the reason why they are stuck', { stuckReason: 'outcome-unknown' }],
    ['the region', { region: '1735' }],
    ['the step', { step: 'look' }],
  ])('may be narrowed by %s', async (_by, filter) => {
    await route();
    const meant = await route('look', { stuckReason: 'outcome-unknown' }, { region: '1735' });

    const { id } = shown(await order({ action: 'skip', filter }));

    expect((await read(id)).items.map((item) => item.route)).toEqual([meant]);
  });

  it('may find nothing, and is done then', async () => {
    const ordered = await order({ action: 'retry', filter: { lifeEvent: 'found-choir' } });

    expect([ordered.status, shown(ordered).state]).toEqual([202, 'done']);
    expect(await read(shown(ordered).id)).toMatchObject({ state: 'done', total: 0, items: [] });
  });

  it('is ordered once, however often the request is repeated', async () => {
    await route();
    const key = { 'Idempotency-Key': randomUUID() };
    const body = { action: 'retry', filter: { step: 'hall' }, reason };
    const first = await halls.post('/v1/operations', body, key);
    const second = await halls.post('/v1/operations', body, key);

    expect([second.body, second.headers['location']]).toEqual([
      first.body,
      `/v1/operations/${first.body.id}`,
    ]);
    expect(await stored(first.body.id)).toHaveLength(1);
  });

  it('gives all of them one answer, checked like that of the agency', async () => {
    await route();
    await route();
    const filter = { lifeEvent: 'found-choir', step: 'hall' };
    const wrong = await order({ action: 'resolve', filter, answer: { hall: 'Blue' } });
    const answer = { hall: 'Blue', phone: '+998901234567' };
    const { id } = shown(await order({ action: 'resolve', filter, answer }));

    expect(faults(wrong)).toEqual(['/answer/phone required']);
    expect((await stored(id)).map((one) => one.answer)).toEqual([answer, answer]);
  });

  it('gives no answer to the steps of different services', async () => {
    await route('hall');
    await route('look');
    const answered = await order({
      action: 'resolve',
      filter: { agency: 'halls' },
      answer: { hall: 'Blue' },
    });

    expect(faults(answered)).toEqual(['/filter several-services']);
  });

  it.each([
    ['that would reach everything', { action: 'retry', filter: {} }, '/filter too-wide'],
    ['that resolves without an answer', { action: 'resolve', filter: { step: 'hall' } }, '/answer required'],
    [
      'whose answer nobody needs',
      { action: 'retry', filter: { step: 'hall' }, answer: {} },
      '/answer unknown-field',
    ],
    [
      'that retries named steps',
      { action: 'retry', filter: { step: 'hall' }, steps: ['a'] },
      '/steps unknown-field',
    ],
    ['of an unknown kind', { action: 'recalculate', filter: { step: 'hall' } }, '/action not-one-of'],
  ])('is refused: one %s', async (_what, body, fault) => {
    const answered = await order(body);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
  });

  it("is refused where it would reach another team's steps, and to anybody but officers", async () => {
    await route();
    const other = await order({ action: 'retry', filter: { agency: 'registry' } });
    const byPortal = await order({ action: 'retry', filter: { agency: 'halls' } }, mygov);

    expect([verdict(other), verdict(byPortal)]).toEqual(['403 not-your-team', '403 forbidden']);
  });

  it('is shown to the team that ordered it, and to nobody else', async () => {
    const { id } = shown(await order({ action: 'retry', filter: { step: 'hall' } }));
    const registry = await sender(api, officer('registry'));

    expect(verdict(await registry.get(`/v1/operations/${id}`))).toBe('404 not-found');
    expect(verdict(await registry.post(`/v1/operations/${id}/stop`, ''))).toBe('404 not-found');
    expect((await read(id)).state).toBe('done');
  });

  it('is read page by page, and by how its items came out', async () => {
    const routes = [await route(), await route(), await route()];
    const { id } = shown(await order({ action: 'retry', filter: { step: 'hall' } }));
    await endItem(api.db.orm, { operation: id, item: 2 }, { state: 'refused', why: 'not-stuck' });
    const first = await read(id, '?limit=2');
    const second = await read(id, `?limit=2&cursor=${first.next ?? ''}`);
    const refused = await read(id, '?state=refused');

    expect([...first.items, ...second.items].map((item) => item.route)).toEqual(routes);
    expect(second.next).toBeNull();
    expect(refused.items).toEqual([
      {
        route: routes[1],
        step: 'hall',
        instance: 0,
        state: 'refused',
        why: 'not-stuck',
        moved: [],
        portal: 'mygov',
      },
    ]);
    expect(refused).toMatchObject({ state: 'running', total: 3, refused: 1 });
  });

  it('ends the reading of its pages for a place that it does not have', async () => {
    await route();
    const { id } = shown(await order({ action: 'retry', filter: { step: 'hall' } }));
    const cursor = Buffer.from(JSON.stringify(['99999999999', id])).toString('base64url');

    expect(await read(id, `?cursor=${cursor}`)).toMatchObject({ total: 1, items: [], next: null });
  });

  it('is found again by its team, the newest first, page after page', async () => {
    const empty = shown(await order({ action: 'skip', filter: { step: 'look' } }));
    await route();
    const running = shown(await order({ action: 'retry', filter: { step: 'hall' } }));
    const list = async (query: string, by = halls) => (await by.get(`/v1/operations${query}`)).body;
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.next ?? ''}`);

    expect([...first.items, ...second.items]).toMatchObject([
      { id: running.id, action: 'retry', state: 'running', by: { actor: 'officer-1', team: 'halls' } },
      { id: empty.id, action: 'skip', state: 'done', filter: { step: 'look', agency: 'halls' } },
    ]);
    expect(second.next).toBeNull();
    expect((await list('', operator)).items).toEqual([]);
  });

  it('gives an answer to no act that is to be taken back, and needs none to say that those were taken back by other means', async () => {
    const waiting = await route();
    const undoing = await route('hall', { stuckReason: 'undo-failed' });
    const answer = { hall: 'Blue', phone: '+998901234567' };
    const answered = await order({ action: 'resolve', filter: { step: 'hall' }, answer });
    const filter = { stuckReason: 'undo-failed' };
    const takenBack = shown(await order({ action: 'resolve', filter, answer: {} }));

    expect((await read(shown(answered).id)).items).toMatchObject([{ route: waiting }]);
    expect((await read(takenBack.id)).items).toMatchObject([{ route: undoing }]);
    expect(await stored(takenBack.id)).toMatchObject([{ route: undoing, action: 'resolve', answer: {} }]);
  });

  it('may be stopped: what has not begun is left as it is', async () => {
    await route();
    await route();
    const { id } = shown(await order({ action: 'retry', filter: { step: 'hall' } }));
    await endItem(api.db.orm, { operation: id, item: 1 }, { state: 'done', why: null });
    const stopped = shown(await halls.post(`/v1/operations/${id}/stop`, ''));

    expect(stopped).toMatchObject({ state: 'stopped', total: 2, done: 1, refused: 0, failed: 0 });
    expect(stopped.items.map((item) => item.state)).toEqual(['done', 'left']);
    expect(stopped.endedAt).not.toBeNull();
  });
});

describe('withdrawing many routes', () => {
  it('is for the team that operates the whole', async () => {
    const answered = await order({ action: 'withdraw', filter: { agency: 'halls' } });

    expect(verdict(answered)).toBe('403 not-your-team');
  });

  it('takes up open routes, each once, or those with such a step under way', async () => {
    const waiting = await route('hall', { status: 'waiting-for-agency', stuckReason: null });
    await rowsOf(api.db, waiting).step('look', { status: 'in-progress' });
    const other = await route('enter', { status: 'done', stuckReason: null, endedAt: new Date() });
    const all = shown(await order({ action: 'withdraw', filter: { lifeEvent: 'found-choir' } }, operator));
    const some = shown(
      await order({ action: 'withdraw', filter: { agency: 'halls' }, steps: ['hall'] }, operator),
    );

    expect((await read(all.id, '', operator)).items.map((item) => item.route)).toEqual([waiting, other]);
    expect((await read(some.id, '', operator)).items).toEqual([
      { route: waiting, step: null, instance: null, state: 'waiting', why: null, moved: [], portal: 'mygov' },
    ]);
    expect((await stored(some.id)).map((one) => [one.action, one.step])).toEqual([['withdraw', null]]);
  });
});
