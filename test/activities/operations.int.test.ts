import {
  type Client,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { workOperations } from '../../activities/upkeep/work-operations.ts';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { orderLawChange } from '../../db/operations/order-law-change.ts';
import { orderOperation } from '../../db/operations/order.ts';
import { findOperation, itemsOf } from '../../db/operations/read.ts';
import { stopOperation } from '../../db/operations/work.ts';
import { markDecisionTakenUp } from '../../db/personal/decisions.ts';
import { from } from '../../notation/references.ts';
import { catalogueOf, routeOf, serviceOf } from './support/country.ts';
import { Stage } from './support/stage.ts';

const catalogue = catalogueOf(serviceOf('bank.open', { agency: 'bank' }));
const definition = routeOf(catalogue, {
  open: { service: 'bank.open', input: { person: from('event.mother.pinfl') } },
});

interface Sent {
  readonly route: string;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly updateId: string;
}

/** Routes that take updates, each once by its id; or say no, or are away. */
class FakeRoutes {
  readonly sent: Sent[] = [];
  isAway = false;
  answer: (sent: Sent) => Promise<unknown> = () => Promise.resolve({ seq: 2, status: 'in-progress' });

  get client(): Client {
    const getHandle = (route: string) => ({
      executeUpdate: async (name: string, { args, updateId }: Sent) => {
        if (this.isAway) throw new ServiceError('14 UNAVAILABLE');
        const sent = { route, name, args, updateId };
        this.sent.push(sent);
        return this.answer(sent);
      },
      describe: () => Promise.reject(new WorkflowNotFoundError('gone', route, undefined)),
    });
    const getSystemInfo = () => (this.isAway ? Promise.reject(new Error('away')) : Promise.resolve({}));
    return {
      workflow: { getHandle },
      workflowService: { getSystemInfo },
      withDeadline: async <T>(_deadline: number, act: () => Promise<T>) => act(),
    } as unknown as Client;
  }
}

let stage: Stage;
let routes: FakeRoutes;
let upkeep: Upkeep;
beforeEach(async () => {
  stage = await Stage.set(catalogue);
  routes = new FakeRoutes();
  const log = { info: () => undefined, warn: () => undefined } as unknown as Upkeep['log'];
  upkeep = { db: stage.db, temporal: routes.client, log };
});
afterEach(() => stage.strike());

const filter = { agency: 'bank', stuckReason: null, lifeEvent: null, step: null, region: null };
const by = {
  actor: 'o-7',
  role: 'officer',
  team: 'bank',
  reason: 'The bank is back.',
  steps: null,
  resolve: null,
};

async function stuck(many: number): Promise<string[]> {
  const ids: string[] = [];
  for (let one = 0; one < many; one++) {
    const id = await stage.enter({ route: definition });
    await stage.rows(
      `insert into steps (route, step, service, agency, status, seq, stuck_reason)
       values ($1, 'open', 'bank.open', 'bank', 'stuck', 1, 'contract-broken')`,
      id,
    );
    ids.push(id);
  }
  return ids;
}

const order = (action: 'retry' | 'withdraw' = 'retry', differs: object = {}) =>
  orderOperation(stage.db.orm, { id: 'op', action, filter, ...by, ...differs });
const standing = async () => {
  const { total, done, refused, failed, waiting } = (await findOperation(stage.db.orm, 'bank', 'op')) ?? {};
  return { total, done, refused, failed, waiting };
};
const items = async () => {
  const all = { after: 0, limit: 100, state: null, moved: false };
  return (await itemsOf(stage.db.orm, { id: 'op', decree: null, startedAt: new Date(0) }, all)).items;
};
/** The time passes that items and operation have to wait for. */
const later = async () => {
  await stage.rows('update operations set paced_until = now()');
  await stage.rows('update operation_items set due_at = now()');
};

describe('an operation over many routes', () => {
  it('tells each route what the officer would have told it, under the id of its decision', async () => {
    const [route] = await stuck(1);
    await order();

    expect(await workOperations(upkeep, 10)).toEqual({ done: 1, refused: 0, failed: 0, putOff: 0 });
    expect(routes.sent).toEqual([
      { route, name: 'retry', args: [{ step: 'open', instance: 0, decision: 'op.1' }], updateId: 'op.1' },
    ]);
    expect(await stage.rows('select id, action, step from personal.decisions')).toEqual([
      { id: 'op.1', action: 'retry', step: 'open' },
    ]);
  });

  it('withdraws whole routes, or just the steps that are named', async () => {
    await stuck(1);
    await order('withdraw', { steps: ['open'] });
    await workOperations(upkeep, 10);

    expect(routes.sent[0]).toMatchObject({ name: 'withdraw', args: [{ decision: 'op.1', steps: ['open'] }] });
  });

  it('moves so many routes a second and no more, however many workers there are', async () => {
    await stuck(5);
    await order();
    await Promise.all([workOperations(upkeep, 2), workOperations(upkeep, 2), workOperations(upkeep, 2)]);
    expect(await standing()).toMatchObject({ total: 5, done: 2, waiting: 3 });

    await later();
    await workOperations(upkeep, 2);
    expect(await standing()).toMatchObject({ done: 4, waiting: 1 });
  });

  it('tells each route once, also where several workers are at it without a pause', async () => {
    await stuck(30);
    await order();
    while ((await standing()).waiting !== 0) {
      await Promise.all([workOperations(upkeep, 4), workOperations(upkeep, 4)]);
      await stage.rows('update operations set paced_until = now()');
    }

    expect(routes.sent).toHaveLength(30);
    expect(new Set(routes.sent.map(({ route }) => route)).size).toBe(30);
    expect(await standing()).toMatchObject({ done: 30 });
  });

  it('goes on where a worker was killed between telling a route and noting it', async () => {
    await stuck(3);
    await order();
    const died = new Promise<never>(() => undefined);
    routes.answer = (sent) => (sent.updateId === 'op.2' ? died : Promise.resolve({}));
    void workOperations(upkeep, 10);
    while (routes.sent.length < 3 || (await standing()).done !== 2)
      await new Promise((resolve) => setTimeout(resolve, 10));
    routes.answer = () => Promise.resolve({});
    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 0 });

    await later();
    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 1 });
    expect(routes.sent.map(({ updateId }) => updateId)).toEqual(['op.1', 'op.2', 'op.3', 'op.2']);
    expect(await standing()).toMatchObject({ total: 3, done: 3, waiting: 0 });
  });

  it('counts as done what a killed worker had done, where the route has moved on or closed since', async () => {
    await stuck(2);
    await order();
    await markDecisionTakenUp(stage.db.orm, 'op.1');
    await markDecisionTakenUp(stage.db.orm, 'op.2');
    routes.answer = ({ route, updateId }) =>
      Promise.reject(
        updateId === 'op.1'
          ? new WorkflowUpdateFailedError('no', ApplicationFailure.nonRetryable('no', 'NotStuck'))
          : new WorkflowNotFoundError('gone', route, undefined),
      );

    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 2, refused: 0 });
  });

  it('asks once more while a route is silent, whatever a workflow task has written that may be lost', async () => {
    await stuck(1);
    await order();
    await markDecisionTakenUp(stage.db.orm, 'op.1');
    routes.answer = () => Promise.reject(new ServiceError('deadline'));
    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 0, putOff: 1 });

    await later();
    routes.answer = () => Promise.resolve({});
    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 1 });
    expect(routes.sent).toHaveLength(2);
  });

  it.each([
    ['NotStuck', 'not-stuck'],
    ['NotSkippable', 'not-skippable'],
    ['RouteClosed', 'route-closed'],
  ])('says of each route that refuses why: %s', async (type, why) => {
    await stuck(1);
    await order();
    routes.answer = () =>
      Promise.reject(new WorkflowUpdateFailedError('no', ApplicationFailure.nonRetryable('no', type)));
    await workOperations(upkeep, 10);

    expect(await items()).toMatchObject([{ state: 'refused', why }]);
  });

  it('says that a route has closed meanwhile', async () => {
    const [route] = await stuck(1);
    await order();
    await stage.rows(`update routes set state = 'closed' where id = $1`, route);
    routes.answer = () => Promise.reject(new WorkflowNotFoundError('gone', '', undefined));
    await workOperations(upkeep, 10);

    expect(await items()).toMatchObject([{ state: 'refused', why: 'route-closed' }]);
  });

  it('gives up on a route that does not answer, after several tries, and goes on with the others', async () => {
    await stuck(2);
    await order();
    routes.answer = ({ updateId }) =>
      updateId === 'op.1' ? Promise.reject(new ServiceError('deadline')) : Promise.resolve({});
    for (let go = 0; go < 8; go++) {
      await workOperations(upkeep, 10);
      await later();
    }

    expect(await items()).toMatchObject([{ state: 'failed', why: 'cannot-move-now' }, { state: 'done' }]);
    expect(routes.sent.filter(({ updateId }) => updateId === 'op.1')).toHaveLength(8);
  });

  it('waits, however long, while Temporal is away', async () => {
    await stuck(1);
    await order();
    routes.isAway = true;
    for (let go = 0; go < 12; go++) {
      expect(await workOperations(upkeep, 10)).toMatchObject({ putOff: 1 });
      await later();
    }
    routes.isAway = false;

    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 1 });
  });

  it('tells each route the new law with what its event says to it, asks one that must not move some times more, and keeps its words', async () => {
    const [moving, refusing] = await stuck(2);
    const starts = [
      { facts: { 'event.born': '2024-03-20' }, items: {} },
      { facts: {}, items: {} },
    ];
    const law = { ...definition, version: '2027-01-01' };
    const told = starts.map((start, at) => ({ start, route: [moving, refusing][at] ?? '' }));
    const lawChange = { ...by, id: 'op', law, routes: told };
    await orderLawChange(stage.db.orm, lawChange);
    const why = 'The route must not move: open is under way, and differs in the new version in service.';
    const no = ApplicationFailure.nonRetryable(why, 'LawDoesNotMove');
    routes.answer = ({ route }) =>
      route === moving ? Promise.resolve({}) : Promise.reject(new WorkflowUpdateFailedError('no', no));

    expect(await orderLawChange(stage.db.orm, { ...lawChange, id: 'another' })).toBe('op');
    expect(await workOperations(upkeep, 10)).toEqual({ done: 1, refused: 0, failed: 0, putOff: 1 });
    for (let go = 0; go < 4; go++) {
      await later();
      await workOperations(upkeep, 10);
    }
    expect(routes.sent).toHaveLength(1 + 5);
    expect(routes.sent.slice(0, 2)).toMatchObject([
      { route: moving, name: 'changeLaw', args: [{ route: law, start: starts[0], decision: 'op.1' }] },
      { route: refusing, args: [{ start: starts[1], decision: 'op.2' }], updateId: 'op.2' },
    ]);
    expect(await items()).toMatchObject([{ state: 'done' }, { state: 'refused', why }]);
    expect(await orderLawChange(stage.db.orm, { ...lawChange, id: 'another' })).toBe('another');
  });

  it('is not taken up any more once it was stopped', async () => {
    await stuck(2);
    await order();
    await workOperations(upkeep, 1);
    await stopOperation(stage.db.orm, 'bank', 'op');
    await later();

    expect(await workOperations(upkeep, 10)).toMatchObject({ done: 0 });
    expect(await items()).toMatchObject([{ state: 'done' }, { state: 'left' }]);
  });
});
