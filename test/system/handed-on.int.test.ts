import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { brief, Portal, type StepView } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

interface Entry {
  readonly service: string;
  readonly agency: string;
  readonly effect: boolean;
}

describe('an agency that is not responsible', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const theirs = async (service: string, agency: string, times?: number) => {
    const body = JSON.stringify({ mode: 'theirs', agency, times });
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body };
    expect((await fetch(`${hayot.simulator}/services/${service}`, init)).status).toBe(204);
  };
  /** Who did something for a route, as the agencies themselves say. */
  const doneBy = async (route: string): Promise<string[]> => {
    const answer = await fetch(`${hayot.simulator}/ledger?route=${route}`);
    const { entries } = (await answer.json()) as { entries: Entry[] };
    return entries.filter(({ effect }) => effect).map(({ service, agency }) => `${service} at ${agency}`);
  };

  it('hands the call on: the other one does it once, and the person is told who has it now', async () => {
    await theirs('civil-registry.register-birth', 'interior');
    const event = birth();

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id);

    expect(route.outcome).toBe('complete');
    const done = await doneBy(id);
    expect(done.filter((one) => one.startsWith('civil-registry.register-birth'))).toEqual([
      'civil-registry.register-birth at interior',
    ]);
    const read = async (language: string) => {
      const { body } = await portal.get<{ steps: (StepView & { agency: object; handedOn: object })[] }>(
        `/v1/routes/${id}`,
        undefined,
        { 'accept-language': language },
      );
      return body.steps.find((step) => step.id === 'register');
    };
    expect(await read('en')).toMatchObject({
      status: 'done',
      agency: { id: 'interior' },
      handedOn: {
        by: [{ id: 'civil-registry', name: 'Civil registry' }],
        text: 'Civil registry: not our matter, but that of Ministry of Internal Affairs, which now has it.',
      },
    });
  });

  it('is not asked to take back what the other one did', async () => {
    await theirs('business-register.reserve-name', 'tax');
    const founders = [person('male'), person('female')];
    const company = {
      form: 'llc',
      name: 'Bahor Savdo',
      founders: founders.map((founder) => ({ ...founder, sharePercent: 50 })),
      director: founders[0],
      address: { cadastralNumber: '10:09:01:02:03:0042' },
      activity: { oked: '62010' },
      capital: 10_000_000,
      taxRegime: 'turnover',
      bank: null,
      licence: null,
    };

    const id = await portal.start('open-business', founders[0] ?? {}, company);
    const route = await portal.follow(id, async (task) => {
      const pinfl = founders[task.for.instance ?? 0]?.pinfl ?? '';
      const body = { actor: { pinfl }, decline: { reason: 'I have changed my mind' } };
      await portal.post(`/v1/tasks/${task.id}/answer`, body, { role: 'citizen', pinfl });
    });

    expect(brief(route)).toMatchObject({ name: 'undone' });
    const done = await doneBy(id);
    expect(done.filter((one) => one.includes('-name'))).toEqual([
      'business-register.reserve-name at tax',
      'business-register.release-name at tax',
    ]);
  });

  it('and the other one, sending it back, leave the step to an officer: nothing goes in circles', async () => {
    await theirs('civil-registry.register-birth', 'interior');
    await fetch(`${hayot.simulator}/agencies/interior`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'theirs', agency: 'tax' }),
    });
    await fetch(`${hayot.simulator}/agencies/tax`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'theirs', agency: 'interior' }),
    });
    const event = birth();

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id, undefined, ({ steps }) =>
      steps.some(({ status }) => status === 'stuck'),
    );

    expect(brief(route)).toMatchObject({ register: 'stuck' });
    const done = await doneBy(id);
    expect(done.filter((one) => one.startsWith('civil-registry.register-birth'))).toEqual([]);
  });

  rowsFollowFromHistories(() => hayot);
});
