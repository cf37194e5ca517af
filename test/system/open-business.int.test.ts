import { type Hayot, startHayot } from './support/hayot.ts';
import { person } from './support/people.ts';
import { brief, Portal, type RouteView, type Task } from './support/portal.ts';

const company = (founders: readonly object[], changes: Record<string, unknown> = {}) => ({
  form: 'llc',
  name: 'Bahor Savdo',
  founders: founders.map((founder) => ({ ...founder, sharePercent: 100 / founders.length })),
  director: founders[0],
  address: { cadastralNumber: '10:09:01:02:03:0042' },
  activity: { oked: '62010' },
  capital: 10_000_000,
  taxRegime: 'turnover',
  bank: null,
  licence: null,
  ...changes,
});

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
    const { entries } = (await (await fetch(`${hayot.simulator}/ledger?route=${id}`)).json()) as {
      entries: { service: string; effect: boolean }[];
    };
    const effects = entries.filter(({ effect }) => effect).map(({ service }) => service);
    expect(effects).toContain('business-register.release-name');
    expect(effects).not.toContain('business-register.register-company');
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
});
