import { recordMove } from '../../db/clocks/deadline-moves.ts';
import { decreesOf } from '../../db/clocks/decrees.ts';
import { endItem } from '../../db/operations/work.ts';
import { type ApiUnderTest, apiOfItsOwn } from './support/api-under-test.ts';
import { fixtureCatalogue } from './support/fixture-catalogue.ts';
import { choirStart, faults, officer, portal, type Sender, sender, verdict } from './support/requests.ts';
import { rowsOf } from './support/rows.ts';

let api: ApiUnderTest;
let mygov: Sender;
let operator: Sender;

beforeAll(async () => {
  const country = { ...fixtureCatalogue.country, operatorTeam: 'mygov' };
  api = await apiOfItsOwn({ catalogue: { ...fixtureCatalogue, country } });
  mygov = await sender(api, portal);
  operator = await sender(api, officer('mygov', 'operator-1'));
});
afterAll(async () => api.close());

/** Two days off more, on a Wednesday and a Thursday. */
const eid = {
  country: 'choirland',
  year: 2023,
  publishedOn: '2023-06-20',
  source: 'made up for this test',
  days: {
    '2023-06-28': { five: 'off', six: 'off', why: 'Eid al-Adha' },
    '2023-06-29': { five: 'off', six: 'off', why: 'Eid al-Adha' },
  },
};

async function running(): Promise<string> {
  const { id } = (await mygov.post('/v1/routes', choirStart())).body;
  await api.deps.errands.settled();
  await rowsOf(api.db, id).step('hall', {
    status: 'waiting-for-agency',
    dueAt: new Date('2023-06-28T19:00:00Z'),
  });
  return id;
}

describe('a decree that is published while routes run', () => {
  it('is stored, and every running route is to reckon anew; who must be told is listed', async () => {
    const [moved, other] = [await running(), await running()];
    const closed = await running();
    await rowsOf(api.db, closed).route({ state: 'closed' });

    const ordered = await operator.post('/v1/calendars', eid);
    const { id } = ordered.body;
    const [decree] = await decreesOf(api.db.orm, 'choirland');
    const [from, to] = [new Date('2023-06-28T19:00:00Z'), new Date('2023-06-30T19:00:00Z')];
    const place = { route: moved, step: 'hall', instance: 0 };
    await recordMove(api.db.orm, { ...place, from, to, because: 'calendar', cause: decree?.id ?? '' });
    for (const item of [1, 2])
      await endItem(api.db.orm, { operation: id, item }, { state: 'done', why: null });
    const all = (await operator.get(`/v1/operations/${id}`)).body;
    const toTell = (await operator.get(`/v1/operations/${id}?moved=true`)).body;

    expect([ordered.status, ordered.headers['location']]).toEqual([202, `/v1/operations/${id}`]);
    expect(decree?.decree).toMatchObject({ year: 2023, days: eid.days });
    expect(all).toMatchObject({ action: 'recalculate', state: 'done', total: 2, done: 2 });
    expect(all.items).toMatchObject([{ route: moved }, { route: other, moved: [] }]);
    expect(toTell.items).toEqual([
      {
        ...{ route: moved, step: null, instance: null, state: 'done', why: null, portal: 'mygov' },
        moved: [{ step: 'hall', instance: 0, from: from.toISOString(), to: to.toISOString() }],
      },
    ]);
  });

  it('is for the team that operates the whole', async () => {
    const byHalls = await (await sender(api, officer('halls'))).post('/v1/calendars', eid);
    const byPortal = await mygov.post('/v1/calendars', eid);

    expect([verdict(byHalls), verdict(byPortal)]).toEqual(['403 not-your-team', '403 forbidden']);
  });

  it.each([
    ['of another country', { country: 'uz' }, ['/country other-country']],
    [
      'with a day of another year',
      { days: { '2024-06-28': eid.days['2023-06-28'] } },
      ['/days/2024-06-28 day-of-another-year'],
    ],
    ['that names no day', { days: {} }, ['/days says-nothing']],
    ['that settles what is not open', { settles: ['easter'] }, ['/settles not-open']],
    [
      'that declares a working day to be one',
      { days: { '2023-06-21': { five: 'work', six: 'work', why: 'a Wednesday' } } },
      ['/days/2023-06-21 works-already'],
    ],
    [
      'by which five-day agencies work while the others rest',
      { days: { '2023-06-21': { five: 'work', six: 'off', why: 'a Wednesday' } } },
      ['/days/2023-06-21 weeks-exchanged'],
    ],
    ['without its source', { source: undefined }, ['/source required']],
    [
      'with a day that is neither',
      { days: { '2023-06-28': { five: 'half', six: 'off', why: 'a half' } } },
      ['/days/2023-06-28/five not-one-of'],
    ],
  ])('is refused: one %s', async (_what, changed, wrong) => {
    const answered = await operator.post('/v1/calendars', { ...eid, ...changed });

    expect([answered.status, ...faults(answered)]).toEqual([422, ...wrong]);
  });
});
