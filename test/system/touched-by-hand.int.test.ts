import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { reopenRoute } from '../../temporal/reopen-route.ts';
import { temporalAddress } from '../support/temporal.ts';
import { type Hayot, startHayot } from './support/hayot.ts';
import { birth, person } from './support/people.ts';
import { Portal } from './support/portal.ts';

interface Effect {
  readonly key: string;
  readonly effect: boolean;
}

let hayot: Hayot;
let portal: Portal;
let client: Client;
beforeAll(async () => {
  hayot = await startHayot();
  portal = new Portal(hayot);
  const connection = await Connection.connect({ address: temporalAddress() });
  client = new Client({ connection, namespace: hayot.namespace });
});
afterAll(async () => {
  await client.connection.close();
  await hayot.stop();
});

/** A birth of which much is done, and that waits for the parents to choose another clinic. */
async function halfDone(): Promise<{ id: string; go: () => Promise<string | null> }> {
  const mother = person('female', 904);
  const services = ['residence', 'clinic', 'kindergarten', 'id-card'];
  const event = birth({ mother, services, clinic: 'CL-1726-012', kindergarten: 'KG-1726-101' });
  const id = await portal.start('child-birth', mother, event);
  const quiet = ['not-started', 'done', 'skipped', 'waiting-for-person'];
  await portal.follow(
    id,
    () => undefined,
    ({ yourTurn, steps }) => yourTurn.length === 1 && steps.every(({ status }) => quiet.includes(status)),
  );
  const go = async () => (await portal.follow(id, (task) => chooseClinic(task.id, mother))).outcome;
  return { id, go };
}

/** Comes again as a portal does: a route that was put back is for a moment behind what its rows say. */
async function chooseClinic(task: string, mother: ReturnType<typeof person>): Promise<void> {
  const body = { actor: mother, answer: { clinic: 'CL-1726-077' }, proof: { kind: 'oneid', value: 'x' } };
  const answer = () =>
    portal.post(`/v1/tasks/${task}/answer`, body, { role: 'citizen', pinfl: mother.pinfl });
  let answered = await answer();
  while (answered.status === 503) {
    await setTimeout(Number(answered.headers.get('retry-after')) * 1000);
    answered = await answer();
  }
  expect(answered).toMatchObject({ status: 200 });
}

async function effectsOf(id: string): Promise<string[]> {
  const answer = await fetch(`${hayot.simulator}/ledger?route=${id}`);
  const { entries } = (await answer.json()) as { entries: Effect[] };
  return entries.filter(({ effect }) => effect).map(({ key }) => key);
}

async function expectNothingTwice(id: string): Promise<void> {
  const effects = await effectsOf(id);
  expect(new Set(effects).size).toBe(effects.length);
  const summary = await (await fetch(`${hayot.simulator}/ledger/summary`)).json();
  expect(summary).toMatchObject({ duplicates: 0, keysWithTwoBodies: 0 });
}

/** The end of its first workflow task, which Temporal may write a moment after the rows tell what was done in it. */
async function endOfFirstTask(id: string) {
  for (;;) {
    const { events } = await client.workflow.getHandle(id).fetchHistory();
    const first = events?.find(({ workflowTaskCompletedEventAttributes: done }) => done)?.eventId;
    if (first) return first;
    await setTimeout(100);
  }
}

async function resetToTheBeginning(id: string): Promise<void> {
  await client.workflowService.resetWorkflowExecution({
    namespace: hayot.namespace,
    workflowExecution: { workflowId: id },
    reason: 'by hand',
    workflowTaskFinishEventId: await endOfFirstTask(id),
    requestId: randomUUID(),
  });
}

describe('a route that somebody touched past Hayot', () => {
  it('when it was reset to its very beginning, goes through all of it again and repeats no effect', async () => {
    const { id, go } = await halfDone();
    const before = await effectsOf(id);
    expect(before.length).toBeGreaterThanOrEqual(5);
    await resetToTheBeginning(id);

    expect(await go()).toBe('complete');
    expect((await effectsOf(id)).slice(0, before.length)).toEqual(before);
    await expectNothingTwice(id);
  });

  it('when it was terminated, is reopened at its last good point and repeats no effect', async () => {
    const { id, go } = await halfDone();
    await endOfFirstTask(id);
    await client.workflow.getHandle(id).terminate('by hand');

    expect(await reopenRoute(client, id, 'ended by mistake')).toBe('reopened');
    expect(await go()).toBe('complete');
    await expectNothingTwice(id);
  });
});
