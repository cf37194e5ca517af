import { personKey } from '../../db/personal/person-key.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { fixtureCatalogue } from './support/fixture-catalogue.ts';
import { people } from './support/people.ts';
import { citizen, idsOf, officer, portal, type Sender, sender, verdict } from './support/requests.ts';
import type { Rows } from './support/rows.ts';
import { startedRoute } from './support/started-route.ts';

let api: ApiUnderTest;
let mygov: Sender;
let alto: Sender;
let route: string;
let rows: Rows;
let task: string;

beforeAll(async () => {
  const country = { ...fixtureCatalogue.country, operatorTeam: 'mygov' };
  api = await apiOfItsOwn({ catalogue: { ...fixtureCatalogue, country } });
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

    expect(body.items.map((one) => [one.id, one.for])).toEqual([[look, { team: 'halls' }]]);
    expect((await halls.get('/v1/tasks?team=registry')).status).toBe(403);
  });

  it('begin with what went up the ladder, then with what has to be done the soonest, page after page', async () => {
    const due = (day: number) => ({ dueAt: new Date(Date.UTC(2026, 2, day)) });
    const task = async (instance: number, values: object) =>
      rows.task({ step: 'look', team: 'choirs', kind: 'officer', instance, ...values });
    const later = await task(0, due(9));
    const whenever = await task(1, {});
    const sooner = await task(2, due(5));
    const raised = await task(3, { level: 2 });
    const choirs = await sender(api, officer('choirs'));
    const first = (await choirs.get('/v1/tasks?team=choirs&limit=2')).body;
    const second = (await choirs.get(`/v1/tasks?team=choirs&limit=2&cursor=${first.next}`)).body;

    expect([first, second].map(({ items }) => idsOf(items))).toEqual([
      [raised, sooner],
      [later, whenever],
    ]);
    expect(second.next).toBeNull();
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
      seen.push(...idsOf(body.items));
      next = body.next;
    }

    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it('are searched by person, by citizens for themselves only', async () => {
    const { body } = await mygov.post('/v1/tasks/search', { person: { pinfl: people.alto } });
    const own = await alto.post('/v1/tasks/search', { person: { pinfl: people.alto } });
    const other = await alto.post('/v1/tasks/search', { person: { pinfl: people.bass } });

    expect(idsOf(body.items)).toContain(task);
    expect([own.status, other.status]).toEqual([200, 403]);
  });
});

describe('the daily list', () => {
  it('shows the operator what neither officers nor their head settled, of all teams, and since when', async () => {
    const raisedAt = new Date('2026-03-05T10:00:00Z');
    const kind = 'officer';
    await rows.task({ step: 'look', team: 'halls', kind, level: 2, raisedAt });
    const left = await rows.task({ step: 'enter', team: 'registry', kind, level: 3, raisedAt });
    const { body } = await (await sender(api, officer('mygov'))).get('/v1/tasks?escalated=true');

    expect(body.items).toMatchObject([
      { id: left, for: { team: 'registry' }, level: 3, levelSince: raisedAt.toISOString() },
    ]);
  });

  it('is for no other team', async () => {
    const halls = await sender(api, officer('halls'));

    expect(verdict(await halls.get('/v1/tasks?escalated=true'))).toBe('403 not-your-team');
    expect(verdict(await mygov.get('/v1/tasks?escalated=true'))).toBe('403 not-your-team');
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
    expect(verdict(await second.post(path, {}))).toBe('409 task-claimed');
  });

  it('is for officers, not for those whose turn it is', async () => {
    expect((await alto.post(`/v1/tasks/${task}/claim`, {})).status).toBe(403);
  });
});
