import { randomUUID } from 'node:crypto';
import { reconcile } from '../../activities/upkeep/reconcile.ts';
import { pickOpenRoutes } from '../../db/runs/runs.ts';
import type { Upkeep } from '../../activities/upkeep/upkeep.ts';
import { message } from '../../temporal/route-messages.ts';
import { reopenRoute } from '../../temporal/reopen-route.ts';
import { catalogueOf, serviceOf } from '../activities/support/country.ts';
import { Stage } from '../activities/support/stage.ts';
import { graph } from '../engine/support/graph.ts';
import { bundlePath, freshNamespace, temporalAddress } from '../support/temporal.ts';
import { type Journey, type Rig, startRig } from '../workflows/support/rig.ts';

const route = graph('a', { a: { pace: 'ordinary', answers: 'later' } });
const script = { route, perform: { a: () => ({ is: 'accepted' }) as const } };
const nothing = { looked: 1, lost: 0, ended: 0, back: 0, reset: 0, rebuilt: 0 };

let stage: Stage;
let rig: Rig;
const told: unknown[][] = [];
beforeAll(async () => {
  stage = await Stage.set(catalogueOf(serviceOf('registry.act')));
  rig = await startRig({
    address: temporalAddress(),
    namespace: await freshNamespace(),
    bundle: bundlePath(),
  });
});
beforeEach(async () => {
  await stage.rows(`update routes set state = 'closed' where state = 'open'`);
  await stage.rows(`update sweep set passed = null, begun_at = now() - interval '1 minute'`);
});
afterAll(async () => {
  await rig.end();
  await stage.strike();
});

/** One go that looks at every open route, however short ago it was looked at. */
async function look(sample = 0, everyMs = 0) {
  const note = (...line: unknown[]) => told.push(line);
  const log = { info: note, warn: note } as unknown as Upkeep['log'];
  const country = { ...stage.catalogue.country, operatorTeam: 'mygov' };
  const upkeep = { db: stage.db, temporal: rig.client, log, catalogue: { country } };
  return reconcile(upkeep, { routes: 100, everyMs, sample });
}

/** Looks until it is found: what happened a moment ago may not be listed yet. The test's patience ends it otherwise. */
async function lookUntil(what: 'ended' | 'back' | 'reset' | 'rebuilt') {
  for (;;) {
    const did = await look();
    if (did[what] > 0) return did;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function accepted(): Promise<string> {
  const id = await stage.enter({ route });
  await stage.rows(`update routes set workflow_started_at = now() - interval '1 minute' where id = $1`, id);
  return id;
}

async function waiting(): Promise<Journey> {
  const journey = await rig.begin(script, {}, await accepted());
  await journey.saw('ordinary a');
  await journey.shows({ WaitingOn: ['registry'] });
  return journey;
}

const answer = ({ handle }: Journey) =>
  handle.signal(message.agencyAnswered, { step: 'a', instance: 0, epoch: 1, inbox: randomUUID() });
const standing = async (id: string) =>
  (await stage.rows('select state, outcome, fault from routes where id = $1', id))[0];
const openTasks = (id: string) =>
  stage.rows('select kind, team, step from tasks where route = $1 and closed_at is null', id);

describe('the reconciler', () => {
  it('finds nothing where all is well, and looks at a route again only after a while', async () => {
    await waiting();
    expect(await look()).toEqual(nothing);

    expect((await look(0, 60_000)).looked).toBe(0);
  });

  it('goes through all open routes in turn, a few at a time', async () => {
    const ids = [await accepted(), await accepted(), await accepted()].sort();
    const pages = async () => {
      const page = await pickOpenRoutes(stage.db, { limit: 2, everyMs: 30_000 });
      return page.map(({ id }) => id);
    };

    expect([await pages(), await pages(), await pages()]).toEqual([ids.slice(0, 2), ids.slice(2), []]);
    await stage.rows(`update sweep set begun_at = now() - interval '30 seconds'`);
    expect(await pages()).toEqual(ids.slice(0, 2));
  });

  it('is shared by several workers: each route is looked at by one of them', async () => {
    await Promise.all([1, 2, 3, 4].map(accepted));

    const [one, other] = await Promise.all([look(0, 30_000), look(0, 30_000)]);

    expect([one.looked + other.looked, one.lost + other.lost]).toEqual([4, 4]);
  });

  it('gives a route that was terminated by hand to the operator, who lets it go on; nothing is done twice', async () => {
    const journey = await waiting();
    await journey.handle.terminate('by hand');

    expect(await lookUntil('ended')).toEqual({ ...nothing, ended: 1 });
    expect(await look()).toEqual(nothing);
    expect(await standing(journey.id)).toMatchObject({ state: 'open', fault: 'run-ended' });
    expect(await openTasks(journey.id)).toEqual([{ kind: 'officer', team: 'mygov', step: 'a' }]);
    expect(JSON.stringify(told)).toContain(journey.id);

    const before = journey.log().length;
    expect(await reopenRoute(rig.client, journey.id, 'ended by mistake')).toBe('reopened');
    expect(await reopenRoute(rig.client, journey.id, 'once more')).toBe('runs');
    expect(await lookUntil('back')).toMatchObject({ back: 1, reset: 0 });
    expect(await standing(journey.id)).toMatchObject({ fault: null });
    expect(await openTasks(journey.id)).toEqual([]);

    await answer(journey);
    expect(await journey.outcome()).toBe('complete');
    expect(
      journey
        .log()
        .slice(0, before + 1)
        .filter((line) => line === 'ordinary a'),
    ).toHaveLength(1);
  });

  it('gives a route that Temporal does not know to the operator, once', async () => {
    const id = await accepted();

    expect(await look()).toEqual({ ...nothing, lost: 1 });
    expect(await look()).toEqual(nothing);
    expect(await standing(id)).toMatchObject({ state: 'open', fault: 'run-lost' });
    expect(await openTasks(id)).toEqual([{ kind: 'officer', team: 'mygov', step: 'a' }]);
    expect(await reopenRoute(rig.client, id, 'no such run')).toBe('unknown');
  });

  it('sees that a route was reset by hand, also before its first look, and says it once', async () => {
    const journey = await waiting();
    const { workflowService, options } = rig.client;
    await workflowService.resetWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId: journey.id },
      reason: 'by hand',
      workflowTaskFinishEventId: 4 as never,
      requestId: randomUUID(),
    });

    expect(await lookUntil('reset')).toMatchObject({ looked: 1, reset: 1, ended: 0 });
    expect(await look()).toMatchObject({ reset: 0 });
    await answer(journey);
    expect(await journey.outcome()).toBe('complete');
  });

  it('closes the row of a route that has completed, by its history', async () => {
    const journey = await waiting();
    await answer(journey);
    await journey.outcome();

    expect(await lookUntil('rebuilt')).toEqual({ ...nothing, rebuilt: 1 });
    expect(await standing(journey.id)).toEqual({ state: 'closed', outcome: 'complete', fault: null });
    expect(await stage.rows('select step, status from steps where route = $1', journey.id)).toEqual([
      { step: 'a', status: 'done' },
    ]);
  });

  it('compares some rows with their whole history, though nothing speaks against them', async () => {
    const journey = await waiting();

    expect(await look(1)).toMatchObject({ looked: 1, rebuilt: 1 });
    expect(await stage.rows('select step, status from steps where route = $1', journey.id)).toEqual([
      { step: 'a', status: 'waiting-for-agency' },
    ]);
  });
});
