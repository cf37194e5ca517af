import { z } from 'zod';
import { from } from '../../notation/references.ts';
import { catalogueOf, people, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const enrol = serviceOf('registry.enrol', { input: z.object({ person: z.string() }) });
const confirm = serviceOf('registry.confirm', { kind: 'task', answer: z.object({ yes: z.literal(true) }) });
const catalogue = catalogueOf(enrol, confirm);
const input = { person: from('event.mother.pinfl') };
const route = routeOf(catalogue, {
  enrol: { service: 'registry.enrol', input },
  hear: { service: 'registry.confirm', by: 'applicant', input: {} },
});

let stage: Stage;
let id: string;
beforeAll(async () => {
  stage = await Stage.set(catalogue);
  id = await stage.enter({ route });
});
afterAll(() => stage.strike());

/** As the history keeps it: nothing is left out. */
const kept = (name: string, args: object) => stage.activities()[name]?.(args as never);

describe('what a history keeps of each result', () => {
  it('says which step, instance and epoch it is about, and the counter, and names nobody', async () => {
    stage.platform.next({ is: 'answered', answer: {} });
    const call = callOf(id, 'enrol', { instance: 2, epoch: 3, seq: 7 });
    const told = await kept('registry.enrol', { ...call, pace: 'ordinary', undo: false });

    expect(told).toMatchObject({ of: { step: 'enrol', instance: 2, epoch: 3, seq: 7 } });
    expect(JSON.stringify(told)).not.toContain(people.mother);
    expect(JSON.stringify(told)).not.toContain(id);
  });

  it('says of an opened step whose turn it is', async () => {
    const told = await kept('open-step', callOf(id, 'hear', { seq: 8 }));

    expect(told).toMatchObject({ status: 'waiting-for-person', of: { step: 'hear', seq: 8 } });
  });

  it('says what was recorded without a call, and why', async () => {
    const change = { step: 'enrol', instance: 1, epoch: 1 };
    const changes = [
      { ...change, to: { status: 'skipped', because: 'condition' } },
      { ...change, instance: 3, to: { status: 'stuck', reason: 'outcome-unknown' } },
      { ...change, instance: 4, to: { status: 'in-progress' } },
    ];

    expect(await kept('record', { route: id, seq: 9, changes })).toEqual({
      seq: 9,
      wrote: [
        { ...change, status: 'skipped', why: 'condition' },
        { ...change, instance: 3, status: 'stuck', why: 'outcome-unknown' },
        { ...change, instance: 4, status: 'in-progress' },
      ],
      tasks: [],
    });
  });

  it('says how the route was closed', async () => {
    const closed = { seq: 10, outcome: 'withdrawn', reason: 'death' };

    expect(await kept('close-route', { route: id, ...closed })).toEqual(closed);
  });
});
