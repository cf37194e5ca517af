import { randomUUID } from 'node:crypto';
import { type Client, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { dropForgotten } from '../../activities/upkeep/drop-forgotten.ts';
import { dropCallbacksOfNobody } from '../../activities/upkeep/drop-unmatched.ts';
import { startUnstarted } from '../../activities/upkeep/start-unstarted.ts';
import { tellCallbacks } from '../../activities/upkeep/tell-callbacks.ts';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { transactionIdOf } from '../../activities/platform/index.ts';
import { kept } from '../../db/personal/door.ts';
import { storeCallback } from '../../db/personal/inbox.ts';
import { storeTaskAnswer } from '../../db/personal/task-answers.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { callOf, Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank', answers: 'later' }));
const route = routeOf(catalogue, {
  open: { service: 'bank.open', input: { person: from('event.mother.pinfl') } },
});

interface Heard {
  readonly id: string;
  readonly what: unknown;
}

const grpcError = (code: number) => Object.assign(new Error(), { code, details: '', metadata: {} });
const refusal = new ServiceError('Temporal says no', { cause: grpcError(3) });

/** A Temporal that remembers what it was asked, or is away. */
class FakeTemporal {
  readonly started: Heard[] = [];
  readonly signalled: Heard[] = [];
  isAway = false;
  isClosed = false;
  /** Ids of routes for which it takes nothing, as when a route was told too often. */
  readonly refuses = new Set<string>();

  get client(): Client {
    const start = (_type: string, options: { workflowId: string; args: unknown[] }) => {
      if (this.isAway) return Promise.reject(new Error('connection refused'));
      if (this.refuses.has(options.workflowId)) return Promise.reject(refusal);
      this.started.push({ id: options.workflowId, what: options.args[0] });
      return Promise.resolve();
    };
    const signal = (id: string, what: unknown) => {
      if (this.isAway) return Promise.reject(new Error('connection refused'));
      if (this.isClosed) return Promise.reject(new WorkflowNotFoundError('closed', id, undefined));
      if (this.refuses.has(id)) return Promise.reject(refusal);
      this.signalled.push({ id, what });
      return Promise.resolve();
    };
    const getHandle = (id: string) => ({ signal: (_name: string, what: unknown) => signal(id, what) });
    return { workflow: { start, getHandle } } as unknown as Client;
  }
}

let stage: Stage;
let temporal: FakeTemporal;
let upkeep: Upkeep;
const warned: unknown[] = [];
beforeAll(async () => {
  stage = await Stage.set(catalogue);
});
beforeEach(async () => {
  await stage.rows('update routes set workflow_started_at = now() where workflow_started_at is null');
  await stage.rows('update personal.inbox set signalled_at = now() where signalled_at is null');
  temporal = new FakeTemporal();
  warned.length = 0;
  const log = {
    info: () => undefined,
    warn: (...told: unknown[]) => warned.push(told),
  } as unknown as Upkeep['log'];
  upkeep = { db: stage.db, temporal: temporal.client, log };
});
afterAll(() => stage.strike());

const waiting = async () => {
  const id = await stage.enter({ route, timeScale: 60 });
  await stage.rows(`update routes set started_at = now() - interval '3 seconds' where id = $1`, id);
  return id;
};

describe('an answer that no route has taken up', () => {
  const answered = async (age: string, takenUp: boolean) => {
    const row = { id: randomUUID(), task: 't', route: 'r', body: {}, declined: null, actorKey: 'k' };
    await storeTaskAnswer(stage.db.orm, { ...row, assertedBy: 'citizen', proof: null, ...kept('test') });
    await stage.rows(
      `update personal.task_answers
       set created_at = now() - $1::interval, taken_up_at = case when $2::boolean then now() end where id = $3`,
      ...[age, takenUp, row.id],
    );
  };

  it('is forgotten after a day; what was taken up stays', async () => {
    await answered('23 hours', false);
    await answered('25 hours', false);
    await answered('25 hours', true);
    expect(await dropForgotten(upkeep)).toBe(1);
    expect(await stage.rows('select id from personal.task_answers')).toHaveLength(2);
  });
});

describe('a route that was accepted while Temporal was away', () => {
  it('is started with what stands in its row, once', async () => {
    const id = await waiting();

    expect(await startUnstarted(upkeep)).toEqual({ started: 1, wasStarted: 0, failed: 0, gaveUp: false });
    expect(await startUnstarted(upkeep)).toEqual({ started: 0, wasStarted: 0, failed: 0, gaveUp: false });

    const { compiled, start } = { compiled: route, start: { facts: {}, items: {} } };
    expect(temporal.started).toEqual([
      { id, what: { ...start, route: compiled, region: null, testData: true, timeScale: 60 } },
    ]);
  });

  it('is left to the process that is starting it just now', async () => {
    await stage.enter({ route });
    expect(await startUnstarted(upkeep)).toMatchObject({ started: 0 });
  });

  it('is started by one of several workers', async () => {
    await Promise.all([1, 2, 3, 4].map(waiting));

    const did = await Promise.all([startUnstarted(upkeep), startUnstarted(upkeep)]);

    expect(did.reduce((sum, { started }) => sum + started, 0)).toBe(4);
    expect(temporal.started).toHaveLength(4);
  });

  it('is tried again while Temporal stays away', async () => {
    const id = await waiting();
    temporal.isAway = true;
    expect(await startUnstarted(upkeep)).toEqual({ started: 0, wasStarted: 0, failed: 0, gaveUp: true });

    temporal.isAway = false;
    await startUnstarted(upkeep);
    expect(temporal.started.map((one) => one.id)).toEqual([id]);
  });

  it('does not hold up the others where Temporal refuses it', async () => {
    const [refused, other] = [await waiting(), await waiting()];
    temporal.refuses.add(refused);

    expect(await startUnstarted(upkeep)).toMatchObject({ started: 1, failed: 1, gaveUp: false });
    expect(temporal.started.map((one) => one.id)).toEqual([other]);
    expect(JSON.stringify(warned)).toContain(refused);
    expect(await startUnstarted(upkeep)).toMatchObject({ started: 0, failed: 1 });
  });
});

describe('a callback of which its route has not been told', () => {
  let id: string;
  beforeEach(async () => {
    id = await stage.enter({ route });
    stage.platform.next({ is: 'accepted' });
    await stage.perform('bank.open', callOf(id, 'open'));
  });

  async function callback(age: string, transactionId = transactionIdOf(`${id}/open/0/1`)): Promise<string> {
    const row = {
      id: randomUUID(),
      agency: 'bank',
      callbackId: randomUUID(),
      transactionId,
      payload: {},
      of: null,
    };
    await storeCallback(stage.db.orm, { ...row, ...kept('callback') });
    await stage.rows(
      `update personal.inbox set received_at = now() - $1::interval where id = $2`,
      age,
      row.id,
    );
    return row.id;
  }

  it('is matched with its step and told, once', async () => {
    const inbox = await callback('3 seconds');

    expect(await tellCallbacks(upkeep)).toMatchObject({ matched: 1, told: 1 });
    expect(await tellCallbacks(upkeep)).toMatchObject({ matched: 0, told: 0 });

    expect(temporal.signalled).toEqual([{ id, what: { step: 'open', instance: 0, epoch: 1, inbox } }]);
  });

  it('is tried again while Temporal is away', async () => {
    await callback('3 seconds');
    temporal.isAway = true;
    expect(await tellCallbacks(upkeep)).toMatchObject({ told: 0, gaveUp: true });
    temporal.isAway = false;
    expect(await tellCallbacks(upkeep)).toMatchObject({ told: 1, gaveUp: false });
  });

  it('does not hold up the others where Temporal refuses it', async () => {
    const refused = await callback('4 seconds');
    temporal.refuses.add(id);
    const other = await stage.enter({ route });
    stage.platform.next({ is: 'accepted' });
    await stage.perform('bank.open', callOf(other, 'open'));
    await callback('3 seconds', transactionIdOf(`${other}/open/0/1`));

    expect(await tellCallbacks(upkeep)).toMatchObject({ told: 1, failed: 1, gaveUp: false });
    expect(temporal.signalled.map((one) => one.id)).toEqual([other]);
    expect(JSON.stringify(warned)).toContain(refused);
    expect(await tellCallbacks(upkeep)).toMatchObject({ told: 0, failed: 1 });
  });

  it('is told to nobody once the route has closed', async () => {
    await callback('3 seconds');
    temporal.isClosed = true;
    expect(await tellCallbacks(upkeep)).toMatchObject({ tooLate: 1 });
    expect(await tellCallbacks(upkeep)).toMatchObject({ tooLate: 0 });
  });

  it("is given up after a day, if it is nobody's, and named once", async () => {
    await callback('25 hours', 'nobody');
    expect(await tellCallbacks(upkeep)).toMatchObject({ givenUp: 1 });
    expect(await tellCallbacks(upkeep)).toMatchObject({ givenUp: 0 });
    expect(JSON.stringify(warned)).toContain('bank');
  });

  it("is deleted after so many days, if it is nobody's; what is somebody's stays", async () => {
    await stage.rows('delete from personal.inbox');
    const somebodys = await callback('15 days');
    await stage.rows('update personal.inbox set route = $1', id);
    await callback('15 days', 'nobody');
    const lately = await callback('13 days', 'nobody else');

    expect(await dropCallbacksOfNobody(upkeep, 14)).toEqual({ dropped: 1 });
    const left = await stage.rows('select id from personal.inbox');
    expect(left.map((row) => row['id']).toSorted()).toEqual([somebodys, lately].toSorted());
  });
});
