import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { from } from '../../notation/references.ts';
import { kept } from '../../db/personal/door.ts';
import { personKey } from '../../db/personal/person-key.ts';
import { storeTaskAnswer } from '../../db/personal/task-answers.ts';
import type { StepCall } from '../../temporal/messages.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const clinic = serviceOf('registry.enrol', {
  input: z.object({ person: z.string(), clinic: z.string() }),
  norm: '30 minutes',
});
const confirm = serviceOf('registry.confirm', {
  kind: 'task',
  answer: z.object({ yes: z.literal(true) }),
  refusals: { declined: { article: 'article 5', remedy: {} } },
});
const visit = serviceOf('registry.visit', { kind: 'task', answer: z.object({ came: z.boolean() }) });
const catalogue = catalogueOf(clinic, confirm, visit);
const route = routeOf(catalogue, {
  enrol: {
    service: 'registry.enrol',
    input: { person: from('event.mother.pinfl'), clinic: from('event.clinic', 'C-1') },
    within: '1 month',
    since: 'event.bornOn',
  },
  confirm: {
    service: 'registry.confirm',
    each: from('event.founders'),
    by: 'item',
    input: { person: from('item.pinfl') },
    within: '10 days',
    late: 'close',
  },
  visit: { service: 'registry.visit', by: 'registry', input: {} },
  plain: { service: 'registry.enrol', input: { person: '1', clinic: '2' }, within: '10 days' },
  wait: { service: 'registry.visit', by: 'applicant', input: {}, after: 'event.movingOn', within: '2 days' },
  after: {
    service: 'registry.enrol',
    needs: ['enrol'],
    input: { person: '1', clinic: '2' },
    within: '2 days',
    since: 'enrol',
  },
});
const event = {
  bornOn: '2026-10-01',
  movingOn: '2030-01-10',
  founders: [{ pinfl: people.founder }, { pinfl: people.stranger }],
};

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  id = await stage.enter({ route, event });
  stage.platform.calls.length = 0;
});
afterAll(() => stage.strike());

const one = async (query: string) => (await stage.rows(query, id))[0];
const refuse = { is: 'refused', code: 'wrong-clinic', evidence: null } as const;

async function answerOf(task: string, differs: { body?: Record<string, unknown>; declined?: string } = {}) {
  const { body = null, declined = null } = differs;
  const row = {
    id: randomUUID(),
    task,
    route: id,
    body,
    declined,
    actorKey: 'k',
    assertedBy: 'citizen',
    proof: null,
  };
  await storeTaskAnswer(stage.db.orm, { ...row, ...kept('registration') });
  return row.id;
}

describe('opening a step', () => {
  it("turns its term into an instant by the agency's calendar, and says when the agency is beyond its norm", async () => {
    const before = Date.now();
    const opened = await stage.engine('open-step', callOf(id, 'enrol'));

    expect(opened).toMatchObject({ notBefore: null, dueAt: '2026-11-02T19:00:00.000Z', task: null });
    const norm = Date.parse(opened.normAt ?? '') - before;
    expect(norm).toBeGreaterThan(29 * 60_000);
    expect(norm).toBeLessThan(31 * 60_000);
  });

  it('gives the same instants when it is repeated, and opens nothing twice', async () => {
    const first = await stage.engine('open-step', callOf(id, 'confirm'));
    const again = await stage.engine('open-step', callOf(id, 'confirm'));

    expect(again).toEqual(first);
    expect(await stage.rows('select id from tasks where route = $1', id)).toHaveLength(1);
  });

  it('asks the person whom the input names, and lets them see the route', async () => {
    const { task } = await stage.engine('open-step', callOf(id, 'confirm', { instance: 1 }));

    expect(
      await one('select id, kind, party, instance, person_key, team from tasks where route = $1'),
    ).toEqual({
      ...{ id: task, kind: 'service', party: 'item', instance: 1 },
      ...{ person_key: personKey(people.stranger), team: null },
    });
    expect(await one('select party, instance, person_key from parties where route = $1')).toEqual({
      ...{ party: 'founders', instance: 1, person_key: personKey(people.stranger) },
    });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'waiting-for-person' });
  });

  it("asks an agency's team where the step is theirs", async () => {
    await stage.engine('open-step', callOf(id, 'visit'));
    expect(await one('select party, person_key, team from tasks where route = $1')).toEqual({
      ...{ party: null, person_key: null, team: 'registry' },
    });
    expect(await one('select status from steps where route = $1')).toEqual({ status: 'waiting-for-agency' });
  });

  it('counts from the date before which the step may not begin', async () => {
    const opened = await stage.engine('open-step', callOf(id, 'wait'));
    expect(opened).toMatchObject({
      notBefore: '2030-01-09T19:00:00.000Z',
      dueAt: '2030-01-14T19:00:00.000Z',
    });
  });

  it('counts from the end of another step where its term says so', async () => {
    await stage.perform('registry.enrol', callOf(id, 'enrol'));
    await stage.rows(`update steps set ended_at = '2026-11-16T05:00:00Z' where route = $1`, id);

    const opened = await stage.engine('open-step', callOf(id, 'after', { seq: 2 }));

    expect(opened.dueAt).toBe('2026-11-18T19:00:00.000Z');
  });

  it('writes down whose data it read, and nothing where it read none', async () => {
    await stage.engine('open-step', callOf(id, 'after'));
    expect(await stage.rows('select what from access_entries where route = $1', id)).toEqual([]);
    await stage.engine('open-step', callOf(id, 'confirm'));
    expect(await stage.rows('select what, subject_key from access_entries where route = $1', id)).toEqual([
      { what: 'open registry.confirm', subject_key: personKey(people.founder) },
    ]);
  });
});

describe('a refusal that the person can mend', () => {
  async function refused(): Promise<string> {
    stage.platform.next(refuse);
    await stage.perform('registry.enrol', callOf(id, 'enrol'));
    const change = {
      step: 'enrol',
      instance: 0,
      epoch: 1,
      to: { status: 'waiting-for-person', mend: 'wrong-clinic' },
    } as const;
    const { tasks } = await stage.engine('record', { route: id, seq: 2, changes: [change] });
    return tasks[0]?.task ?? '';
  }

  it('opens a task for just the field, once, with the term of the remedy', async () => {
    const task = await refused();
    const again = await stage.engine('record', {
      ...{ route: id, seq: 2 },
      changes: [
        { step: 'enrol', instance: 0, epoch: 1, to: { status: 'waiting-for-person', mend: 'wrong-clinic' } },
      ],
    });

    expect(again.tasks.map((opened) => opened.task)).toEqual([task]);
    expect(await one('select kind, field, party, person_key from tasks where route = $1')).toEqual({
      ...{ kind: 'mend', field: 'clinic', party: 'applicant', person_key: personKey(people.mother) },
    });
    const days = (Date.parse(again.tasks[0]?.dueAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(9);
    expect(days).toBeLessThan(15);
    expect(await one('select status, refusal_code from steps where route = $1')).toEqual({
      ...{ status: 'waiting-for-person', refusal_code: 'wrong-clinic' },
    });
  });

  it('runs again under the next epoch with the mended field', async () => {
    const task = await refused();
    const answer = await answerOf(task, { body: { clinic: 'C-7' } });
    await stage.engine('mend', { ...callOf(id, 'enrol', { seq: 3 }), task, answer });
    await stage.engine('mend', { ...callOf(id, 'enrol', { seq: 3 }), task, answer });

    await stage.perform('registry.enrol', callOf(id, 'enrol', { epoch: 2, seq: 4 }));

    const [first, second] = stage.platform.calls;
    expect([first?.input['clinic'], second?.input['clinic']]).toEqual(['C-1', 'C-7']);
    expect(second?.key).toBe(`${id}/enrol/0/2`);
    expect(
      await one('select count(*)::int as open from tasks where route = $1 and closed_at is null'),
    ).toEqual({ open: 0 });
    expect(
      await one('select taken_up_at is not null as taken from personal.task_answers where route = $1'),
    ).toEqual({ taken: true });
  });

  it('has a term that begins anew when the field was mended', async () => {
    stage.platform.next(refuse);
    await stage.perform('registry.enrol', callOf(id, 'plain'));
    const to = { status: 'waiting-for-person', mend: 'wrong-clinic' } as const;
    const change = { step: 'plain', instance: 0, epoch: 1, to };
    const { tasks } = await stage.engine('record', { route: id, seq: 2, changes: [change] });
    const task = tasks[0]?.task ?? '';
    const answer = await answerOf(task, { body: { clinic: 'C-7' } });
    await stage.engine('mend', { ...callOf(id, 'plain', { seq: 3 }), task, answer });
    await stage.rows(`update tasks set closed_at = '2026-11-20T05:00:00Z' where route = $1`, id);

    const opened = await stage.engine('open-step', callOf(id, 'plain', { epoch: 2, seq: 4 }));

    expect(opened.dueAt).toBe('2026-11-30T19:00:00.000Z');
  });

  it('takes no value that does not fit the field', async () => {
    const task = await refused();
    const answer = await answerOf(task, { body: { clinic: 7 } });
    const mending = stage.engine('mend', { ...callOf(id, 'enrol', { seq: 3 }), task, answer });
    await expect(mending).rejects.toMatchObject({ type: 'Unexpected' });
  });

  it('is asked for again where the refusal is told once more after a workflow task that was lost', async () => {
    const task = await refused();
    await stage.perform('registry.enrol', callOf(id, 'enrol', { seq: 3 }));
    expect((await one('select closed_at from tasks where route = $1'))?.closed_at).not.toBeNull();
    const change = { step: 'enrol', instance: 0, epoch: 1 } as const;
    const to = { status: 'waiting-for-person', mend: 'wrong-clinic' } as const;
    await stage.engine('record', { route: id, seq: 4, changes: [{ ...change, to }] });

    expect(await one('select id, closed_at from tasks where route = $1')).toEqual({
      id: task,
      closed_at: null,
    });
  });

  it('is not closed by a straggler that brings the same refusal once more', async () => {
    const task = await refused();
    await stage.rows('update steps set ended_at = null where route = $1', id);

    await stage.perform('registry.enrol', callOf(id, 'enrol', { seq: 1 }));

    expect(await one('select id, closed_at from tasks where route = $1')).toEqual({
      id: task,
      closed_at: null,
    });
  });
});

describe("a person's answer", () => {
  let call: StepCall;
  let task: string;
  beforeEach(async () => {
    call = callOf(id, 'confirm', { seq: 2 });
    task = (await stage.engine('open-step', callOf(id, 'confirm'))).task ?? '';
  });
  const settle = async (answer: string, differs: Partial<StepCall> = {}) =>
    stage.engine('settle', { ...call, ...differs, from: { task, answer } });

  it('settles the step, closes the task, and is marked as taken up', async () => {
    const answer = await answerOf(task, { body: { yes: true } });

    expect(await settle(answer)).toMatchObject({ is: 'settled', end: 'done' });
    expect(await settle(answer)).toMatchObject({ is: 'settled', end: 'done' });

    expect(await one('select closed_at is not null as closed from tasks where route = $1')).toEqual({
      closed: true,
    });
    expect(
      await one('select taken_up_at is not null as taken from personal.task_answers where route = $1'),
    ).toEqual({ taken: true });
    expect(await one('select decided_by from outcomes where route = $1')).toEqual({ decided_by: 'person' });
    expect(await one('select seq from routes where id = $1')).toEqual({ seq: 2 });
  });

  it('may be a no', async () => {
    const answer = await answerOf(task, { declined: 'I know nothing of this' });
    expect(await settle(answer)).toMatchObject({ end: 'refused', code: 'declined' });
  });

  it('to a task of another epoch changes nothing', async () => {
    const answer = await answerOf(task, { body: { yes: true } });
    expect(await settle(answer, { epoch: 2 })).toEqual({ is: 'ignored' });
    expect(await stage.rows('select key from outcomes where route = $1', id)).toEqual([]);
  });

  it("that no longer fits the contract is an officer's to look at", async () => {
    const answer = await answerOf(task, { body: { yes: 'perhaps' } });
    expect(await settle(answer)).toEqual({ is: 'stuck', reason: 'contract-broken' });
  });
});
