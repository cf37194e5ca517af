import { type Hayot, startHayot } from './support/hayot.ts';
import { company, person } from './support/people.ts';
import { brief, Portal, type RouteView, type Task } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

describe('a business opens', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const act = (task: Task, pinfl: string, body: object) =>
    portal.post(`/v1/tasks/${task.id}/answer`, { actor: { pinfl }, ...body }, { role: 'citizen', pinfl });
  const confirmed = { answer: { confirmed: true }, proof: { kind: 'oneid', value: 'session' } };

  /** What agencies did for a route, as they themselves say. */
  const effectsOf = async (id: string): Promise<string[]> => {
    const { entries } = (await (await fetch(`${hayot.simulator}/ledger?route=${id}`)).json()) as {
      entries: { service: string; effect: boolean }[];
    };
    return entries.filter(({ effect }) => effect).map(({ service }) => service);
  };
  const areAsked =
    (count: number) =>
    ({ yourTurn }: RouteView): boolean =>
      yourTurn.length === count;

  it('is registered once every founder has confirmed by their own token', async () => {
    const founders = [person('male'), person('female'), person('female')];

    const id = await portal.start('open-business', founders[0] ?? {}, company(founders.slice(0, 2)));
    const route = await portal.follow(id, async (task) => {
      const mine = founders[task.for.instance ?? 0]?.pinfl ?? '';
      const stranger = await act(task, founders[2]?.pinfl ?? '', confirmed);
      expect([403, 404]).toContain(stranger.status);
      expect((await act(task, mine, confirmed)).status).toBe(200);
    });

    expect(route.outcome).toBe('complete');
    expect(brief(route)).toMatchObject({ confirm: 'done', register: 'done', company: 'done', lease: 'done' });
  });

  it('comes to nothing when one founder says no: the name is given back, no company is half made', async () => {
    const founders = [person('male'), person('female')];

    const id = await portal.start('open-business', founders[0] ?? {}, company(founders));
    const route = await portal.follow(id, async (task) => {
      const mine = founders[task.for.instance ?? 0]?.pinfl ?? '';
      const body = task.for.instance === 1 ? { decline: { reason: 'I have changed my mind' } } : confirmed;
      await act(task, mine, body);
    });

    expect(route.outcome).toBe('refused');
    expect(brief(route)).toMatchObject({ name: 'undone', confirm: 'refused: declined', register: 'skipped' });
    const effects = await effectsOf(id);
    expect(effects).toContain('business-register.release-name');
    expect(effects).not.toContain('business-register.register-company');
  });

  it('ends at once when the whole company is withdrawn: nobody is asked any more, and the name is free again', async () => {
    const founders = [person('male'), person('female')];
    const id = await portal.start('open-business', founders[0] ?? {}, company(founders));
    await portal.follow(id, () => undefined, areAsked(2));
    expect((await portal.route(id)).steps.find((step) => step.id === 'name')?.status).toBe('done');

    const withdrawn = await portal.post(`/v1/routes/${id}/withdraw`, { reason: 'We do not found it' });
    const route = await portal.follow(id, () => undefined);

    expect(withdrawn.status).toBe(202);
    expect(route.outcome).toBe('withdrawn');
    expect(brief(route)).toMatchObject({ name: 'undone', confirm: 'skipped', register: 'skipped' });
    expect((await portal.get(`/v1/tasks?route=${id}`)).body).toEqual({ items: [], next: null });
    expect(await effectsOf(id)).toEqual(expect.arrayContaining(['business-register.release-name']));
  });

  it('gives a founder from abroad a personal number first, who then confirms under it', async () => {
    const local = person('male');
    const abroad = { passport: 'AB1234567', country: 'KZ' };
    const founders = [local, abroad];

    const id = await portal.start('open-business', local, company(founders));
    const route = await portal.follow(id, async (task) => {
      const whole = (await portal.get<RouteView>(`/v1/routes/${id}?personal=true`)).body;
      const issued = whole.steps.find((step) => step.id === 'number')?.instances?.[1]?.answer;
      await act(task, task.step === 'confirm' ? local.pinfl : String(issued?.['pinfl']), confirmed);
    });

    expect(route.outcome).toBe('complete');
    expect(brief(route)).toMatchObject({ number: 'done', 'confirm-from-abroad': 'done', register: 'done' });
  });

  rowsFollowFromHistories(() => hayot);
});
