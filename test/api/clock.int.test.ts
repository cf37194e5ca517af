import { eq } from 'drizzle-orm';
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

describe("a step's clock", () => {
  it.each([
    ['pause', {}, { is: 'pause' }],
    ['resume', {}, { is: 'resume' }],
    ['extend', { by: '5 working days' }, { is: 'extend', by: '5 working days' }],
  ])('is told to %s, once it is recorded who decided and why', async (action, more, act) => {
    const { status, body } = await halls.post(at(action), { reason, ...more });
    const [decision] = await stored();

    expect([status, body]).toEqual([200, { seq: 7, status: 'done' }]);
    expect(decision).toMatchObject({ action, step: 'hall', actor: 'officer-1', role: 'officer', reason });
    expect(api.door.updates).toEqual([
      {
        ...{ route, name: 'setClock', id: decision?.id },
        argument: { step: 'hall', instance: 0, act, decision: decision?.id },
      },
    ]);
  });

  it.each([
    ['without a reason', 'pause', {}, '/reason required'],
    ['without the time it is given', 'extend', { reason }, '/by required'],
    ['by what is no term', 'extend', { reason, by: 'a while' }, '/by term-expected'],
    ['by a term where none is taken', 'pause', { reason, by: '5 days' }, '/by unknown-field'],
  ])('is not touched %s', async (_how, action, body, fault) => {
    const answered = await halls.post(at(action), body);

    expect([answered.status, ...faults(answered)]).toEqual([422, fault]);
    expect(await stored()).toEqual([]);
  });

  it('belongs to the agency that the step is with', async () => {
    await rows.step('enter', { status: 'done' });
    const others = await (await sender(api, officer('registry'))).post(at('pause'), { reason });
    const stranger = await (await sender(api, citizen(people.stranger))).post(at('pause'), { reason });

    expect([verdict(others), stranger.status]).toEqual(['403 not-your-team', 404]);
    expect(api.door.updates).toEqual([]);
  });

  it('that does not run is a conflict', async () => {
    api.door.next = [{ is: 'rejected', type: 'NoRunningTerm' }];

    expect(verdict(await halls.post(at('pause'), { reason }))).toBe('409 no-running-term');
  });
});
