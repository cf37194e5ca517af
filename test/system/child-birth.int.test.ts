import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { brief, Portal, type RouteView, type Task } from './support/portal.ts';
import { rowsFollowFromHistories } from './support/rows-and-histories.ts';

interface LedgerEntry {
  readonly key: string;
  readonly service: string;
  readonly effect: boolean;
}

describe('a child is born', () => {
  let hayot: Hayot;
  let portal: Portal;
  beforeAll(async () => {
    hayot = await startHayot();
    portal = new Portal(hayot);
  });
  afterAll(() => hayot.stop());

  const answer = (task: Task, pinfl: string, given: unknown) =>
    portal.post(
      `/v1/tasks/${task.id}/answer`,
      { actor: { pinfl }, answer: given },
      { role: 'citizen', pinfl },
    );

  it('goes through every agency to its end, each effect once', async () => {
    const event = birth({
      services: ['residence', 'clinic', 'kindergarten', 'benefit', 'id-card'],
      clinic: 'CL-1726-012',
      kindergarten: 'KG-1726-101',
      payout: { kind: 'card', value: '8600000000000000' },
    });

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id);

    expect(route).toMatchObject({ state: 'closed', outcome: 'complete', version: '2024-04-01' });
    expect(brief(route)).toMatchObject({
      register: 'done',
      number: 'done',
      residence: 'done',
      clinic: 'done',
      kindergarten: 'done',
      benefit: 'done',
      'id-card': 'done',
      visit: 'skipped',
      certificate: 'skipped',
    });
    const { entries } = (await (await fetch(`${hayot.simulator}/ledger?route=${id}`)).json()) as {
      entries: LedgerEntry[];
    };
    const effects = entries.filter(({ effect }) => effect).map(({ key }) => key);
    expect(effects.length).toBeGreaterThan(9);
    expect(new Set(effects).size).toBe(effects.length);
  });

  it('asks for another clinic when the chosen one is full, and puts just that to the agency anew', async () => {
    const mother = person('female', 904);
    const event = birth({ mother, services: ['clinic'], clinic: 'CL-1726-012' });
    const asked: string[] = [];

    const id = await portal.start('child-birth', mother, event);
    const route = await portal.follow(id, async (task) => {
      asked.push(...Object.keys(task.form['properties'] as object));
      await answer(task, mother.pinfl, { clinic: 'CL-1726-077' });
    });

    expect(asked).toEqual(['clinic']);
    expect(route.outcome).toBe('complete');
    expect(brief(route)['clinic']).toBe('done');
  });

  it('pays the benefit once an account is named, while the rest has gone on', async () => {
    const event = birth({ services: ['benefit', 'kindergarten'], kindergarten: 'KG-1726-101', payout: null });
    let meanwhile: Record<string, string> = {};

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id, async (task) => {
      const isQueued = (seen: RouteView) => brief(seen)['kindergarten'] === 'done';
      meanwhile = brief(await portal.follow(id, () => undefined, isQueued));
      await answer(task, event.mother.pinfl, { payout: { kind: 'post', value: '100012' } });
    });

    expect(meanwhile).toMatchObject({
      benefit: expect.stringContaining('waiting-for-person'),
      kindergarten: 'done',
    });
    expect(brief(route)['benefit']).toBe('done');
  });

  it('sends the parents of a child born at home without a record to the registry, and goes on from there', async () => {
    const event = birth({ medicalRecord: null, place: 'home', multiple: { of: 2, number: 1 } });

    const id = await portal.start('child-birth', event.mother, event);
    const route = await portal.follow(id, (task) =>
      answer(task, event.mother.pinfl, { visitedOn: event.bornOn, confirmation: '20260117' }).then(
        () => undefined,
      ),
    );

    expect(brief(route)).toMatchObject({
      record: 'skipped',
      visit: 'done',
      register: 'done',
      number: 'done',
    });
  });

  it('takes twins for two children', async () => {
    const twin = birth({ multiple: { of: 2, number: 1 } });
    const other = { ...twin, multiple: { of: 2, number: 2 }, child: { givenName: 'Zilola', sex: 'female' } };

    const [one, two] = await Promise.all([
      portal.start('child-birth', twin.mother, twin),
      portal.start('child-birth', twin.mother, other),
    ]);

    expect(one).not.toBe(two);
    const ends = await Promise.all([portal.follow(one), portal.follow(two)]);
    expect(ends.map(({ outcome }) => outcome)).toEqual(['complete', 'complete']);
  });

  it('stops quietly when the child has died: no payment, no congratulation, an officer to look after it', async () => {
    const mother = person('female', 909);
    const event = birth({
      mother,
      services: ['benefit'],
      payout: { kind: 'card', value: '8600000000000000' },
    });

    const id = await portal.start('child-birth', mother, event);
    const route = await portal.follow(id);

    expect(route.outcome).toBe('withdrawn');
    const { entries } = (await (await fetch(`${hayot.simulator}/ledger?route=${id}`)).json()) as {
      entries: LedgerEntry[];
    };
    const sent = entries.map(({ service }) => service);
    expect(sent).not.toContain('mygov.congratulate');
    expect(sent).not.toContain('social-protection.pay-birth-benefit');
    const officer = await Promise.all(
      ['social-protection', 'mygov', 'personalisation'].map((team) =>
        portal.get<{ items: Task[] }>(`/v1/tasks?route=${id}`, { role: 'officer', team }),
      ),
    );
    expect(officer.flatMap(({ body }) => body.items)).not.toEqual([]);
  });

  describe('after the worker and the API were killed without warning', () => {
    const mother = person('female', 904);
    let begun: string;
    let waiting: string;
    beforeAll(async () => {
      const services = ['residence', 'clinic', 'kindergarten', 'benefit', 'id-card'];
      const chosen = { clinic: 'CL-1726-012', kindergarten: 'KG-1726-101' };
      const asks = birth({ mother, services, ...chosen, payout: null });
      waiting = await portal.start('child-birth', mother, asks);
      await portal.follow(
        waiting,
        () => undefined,
        ({ yourTurn }) => yourTurn.length === 2,
      );
      const event = birth({ services: ['residence', 'clinic'], clinic: 'CL-1726-012' });
      begun = await portal.start('child-birth', event.mother, event);
      await hayot.killAndRestart('worker');
      await hayot.killAndRestart('api');
    });

    it('goes on from what Temporal remembers of it, when the parents answer at last', async () => {
      const route = await portal.follow(waiting, async (task) => {
        const given =
          task.step === 'clinic' ? { clinic: 'CL-1726-077' } : { payout: { kind: 'post', value: '100012' } };
        expect(await answer(task, mother.pinfl, given)).toMatchObject({ status: 200 });
      });

      expect(route.outcome).toBe('complete');
    });

    it('goes on where it was, and repeats no effect', async () => {
      const route = await portal.follow(begun);

      expect(route.outcome).toBe('complete');
      const summary = await (await fetch(`${hayot.simulator}/ledger/summary`)).json();
      expect(summary).toMatchObject({ duplicates: 0, keysWithTwoBodies: 0 });
    });
  });

  it('is stuck when an agency answers nonsense, until its team has it tried again', async () => {
    await fetch(`${hayot.simulator}/services/preschool.join-queue`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'garbage' }),
    });
    const event = birth({ services: ['kindergarten'], kindergarten: 'KG-1726-101' });
    const id = await portal.start('child-birth', event.mother, event);
    const stuck = await portal.follow(id, undefined, (route) => route.health === 'stuck');
    expect(brief(stuck)['kindergarten']).toBe('stuck');
    const retry = `/v1/routes/${id}/steps/kindergarten/retry`;

    const stranger = await portal.post(retry, { reason: 'Not mine' }, { role: 'officer', team: 'tax' });
    await fetch(`${hayot.simulator}/services/preschool.join-queue`, { method: 'DELETE' });
    const retried = await portal.post(
      retry,
      { reason: 'It answers again' },
      { role: 'officer', team: 'preschool' },
    );
    const route = await portal.follow(id);

    expect(stranger.status).toBe(404);
    expect(retried.status).toBe(200);
    expect(brief(route)['kindergarten']).toBe('done');
  });

  rowsFollowFromHistories(() => hayot);
});
